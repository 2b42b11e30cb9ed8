package io.fanlens.operations.plan;

import io.fanlens.stage.capacity.ApiStage;
import io.fanlens.stage.capacity.Numbers;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.cost.CostItem;
import io.fanlens.stage.plan.ApiPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The part of a plan about the API: what it reaches, what is too small for the load, its cost. */
final class ApiPlanText {

  private final ApiPlan plan;
  private final List<String> lines = new ArrayList<>();

  private ApiPlanText(ApiPlan plan) {
    this.plan = plan;
  }

  static List<String> of(ApiPlan plan) {
    return new ApiPlanText(plan).write();
  }

  private List<String> write() {
    ApiStage stage = plan.stage();
    lines.add(
        "API         calls wait up to %d s for a start; %s; the gateway lets in %s requests/s"
            .formatted(
                stage.maxWaitSeconds(),
                stage.concurrency() == 0
                    ? "no function is reserved"
                    : "%s functions reserved".formatted(brief(stage.concurrency())),
                brief(stage.requestsPerSecond())));
    for (OperationRate rate : plan.operations()) {
      lines.add(
          "  %-24s %10s calls/s, %s while the bucket's pictures wait"
              .formatted(
                  rate.operation().apiName(),
                  brief(Math.floor(rate.reserved())),
                  brief(Math.floor(rate.reserved() * stage.share()))));
    }
    if (plan.cannotReserve()) {
      lines.add(
          "            ! the account leaves %s, of which %d must stay unreserved: raise it, or lower api.concurrency"
              .formatted(brief(plan.accountConcurrency()), ApiPlan.UNRESERVED));
    }
    if (plan.callsPerSecond() > 0) {
      load();
      cost();
    }
    return lines;
  }

  private void load() {
    lines.add(
        "            %s calls/s keep %s functions busy"
            .formatted(brief(plan.callsPerSecond()), brief(plan.instances())));
    if (plan.callsPerSecond() > plan.callsOfFunctions()) {
      lines.add(
          "            ! the reserved ones answer %s: raise api.concurrency to %s"
              .formatted(brief(Math.floor(plan.callsOfFunctions())), brief(plan.instances())));
    }
    if (plan.callsPerSecond() > plan.stage().requestsPerSecond()) {
      lines.add("            ! the gateway refuses the rest: raise api.requestsPerSecond");
    }
    List<OperationRate> tooSlow =
        plan.operations().stream()
            .filter(rate -> rate.reserved() < plan.callsPerSecond())
            .sorted(Comparator.comparingDouble(OperationRate::reserved))
            .toList();
    if (!tooSlow.isEmpty()) {
      lines.add(
          "            ! more than the quotas of %s: refused beyond them, if all are of one operation"
              .formatted(
                  String.join(
                      ", ", tooSlow.stream().map(rate -> rate.operation().apiName()).toList())));
    }
  }

  private void cost() {
    lines.add("");
    lines.add(
        "%-26s %10s"
            .formatted("US$, API, a month", "%s calls".formatted(millions()))
            .stripTrailing());
    for (CostItem item : plan.cost()) {
      lines.add(
          "  %-24s %10s   %s"
              .formatted(item.name(), Numbers.dollars(item.inBursts()), item.basis()));
    }
    double sum = plan.cost().stream().mapToDouble(CostItem::inBursts).sum();
    lines.add(
        "  %-24s %10s   %s"
            .formatted(
                "together",
                Numbers.dollars(sum),
                "US$ %s a thousand calls"
                    .formatted(Numbers.brief(sum / plan.callsPerMonth() * 1_000))));
  }

  private String millions() {
    double calls = plan.callsPerMonth();
    return calls >= 1e6 ? Numbers.brief(Math.round(calls / 1e5) / 10.0) + " million" : brief(calls);
  }

  private static String brief(double number) {
    return Numbers.brief(number);
  }
}
