package io.fanlens.operations.plan;

import io.fanlens.settings.QuotaChoice;
import io.fanlens.stage.capacity.Drain;
import io.fanlens.stage.capacity.FunctionCapacity;
import io.fanlens.stage.capacity.InFlightLimit;
import io.fanlens.stage.capacity.Numbers;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.TableLoad;
import io.fanlens.stage.capacity.TargetRate;
import io.fanlens.stage.capacity.ThroughputLimit;
import io.fanlens.stage.cost.CostItem;
import io.fanlens.stage.cost.MonthlyCost;
import io.fanlens.stage.plan.Increase;
import io.fanlens.stage.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as text: one screen of at most 100 columns for the default stage. */
public final class PlanText {

  private static final int BAR = 30;
  private static final int WIDTH = 100;

  private final Plan plan;
  private final List<String> lines = new ArrayList<>();

  private PlanText(Plan plan) {
    this.plan = plan;
  }

  public static String of(Plan plan) {
    return new PlanText(plan).write();
  }

  private String write() {
    Stage stage = plan.stage();
    add(
        "Stage %s: home %s, choice %s"
            .formatted(stage.name(), stage.homeRegion(), stage.choice().id()));
    add(upper(plan.account().origin()) + ".");
    quotas();
    add("");
    rates();
    add("");
    functions();
    tables();
    geography();
    add("");
    cost();
    add("");
    raises();
    plan.api()
        .ifPresent(
            api -> {
              add("");
              ApiPlanText.of(api).forEach(this::add);
            });
    return String.join("\n", lines) + "\n";
  }

  /** A bar for the quota, with a mark at the rate that the weights send to the target. */
  private void quotas() {
    double most =
        plan.operations().stream()
            .flatMap(rate -> rate.targets().stream())
            .mapToDouble(TargetRate::quota)
            .max()
            .orElse(1);
    add("");
    add(
        "%-26s %8s %8s %7s  quota ===, | sent by weight at %s/s"
            .formatted("calls a second", "quota", "from", "weight", Numbers.brief(round(rate()))));
    for (OperationRate rate : plan.operations()) {
      add(rate.operation().apiName());
      for (TargetRate target : rate.targets()) {
        add(
            "  %-24s %8s %8s %6.0f%%  %s"
                .formatted(
                    target.target(),
                    Numbers.brief(target.quota()),
                    target.origin().text(),
                    100 * target.weightShare(),
                    bar(target, most)));
        if (target.quota() < target.configured()) {
          add(
              "    ! cdk.json assumes %s: calls will be throttled; set permitsPerSecond to %s"
                  .formatted(Numbers.brief(target.configured()), Numbers.brief(target.quota())));
        } else if (target.quota() > target.configured()) {
          add(
              "    + cdk.json uses only %s of them: raise permitsPerSecond"
                  .formatted(Numbers.brief(target.configured())));
        }
      }
    }
  }

  private String bar(TargetRate target, double most) {
    int length = (int) Math.max(1, Math.round(target.quota() / most * BAR));
    double sent = rate() * target.weightShare();
    int mark = (int) Math.round(sent / most * BAR);
    StringBuilder bar = new StringBuilder("=".repeat(length));
    if (mark > BAR + 5) {
      return bar + " ".repeat(BAR + 5 - length) + ">";
    }
    bar.append(" ".repeat(Math.max(0, mark - length)));
    if (mark > 0) {
      bar.setCharAt(mark - 1, '|');
    }
    return bar.toString();
  }

  private double rate() {
    return plan.demand().hasRate() ? plan.demand().picturesPerSecond() : plan.reached();
  }

  private void rates() {
    boolean reserve = plan.stage().choice() == QuotaChoice.RESERVE;
    add(
        "%-26s %10s %10s %18s"
            .formatted("pictures a second", "all quotas", "Fanlens", "plain draw (mean)"));
    for (OperationRate rate : plan.operations()) {
      add(
          "  %-24s %10s %10s %18s"
              .formatted(
                  rate.operation().apiName(),
                  Numbers.brief(round(rate.sum())),
                  reserve ? Numbers.brief(round(rate.reserved())) : "not used",
                  Numbers.brief(round(rate.drawn()))));
    }
    ThroughputLimit lowest = plan.limits().getFirst();
    add(
        "  %-24s %10s %10s   bound by %s"
            .formatted("every operation", "", Numbers.brief(round(plan.reached())), lowest.name()));
    if (!plan.stage().operationsByPrefix().lists().isEmpty()) {
      add(
          "  Counted, and priced below, as if every picture went through all %d operations. Pictures with fewer of them (operationsByPrefix) cost less and leave quota to others."
              .formatted(plan.operations().size()));
    }
    if (reserve) {
      add(
          "  A plain draw at its mean is throttled by chance: 47 to 51% of calls, measured in"
              + " bursts.");
    }
  }

  private void functions() {
    FunctionCapacity functions = plan.functions();
    String account =
        functions.accountConcurrency().isPresent()
            ? "the account leaves " + Numbers.brief(functions.accountConcurrency().getAsInt())
            : "a new account may have only 10 (lambda get-account-settings)";
    add(
        "Functions   %d at once, batches of %d; %s"
            .formatted(functions.maximumConcurrency(), functions.batchSize(), account));
    if (functions.concurrency() < functions.maximumConcurrency()) {
      add("            ! the account's concurrency is below maximumConcurrency: raise it first");
    }
    Drain drain = plan.drain();
    add(
        "Burst       %s pictures in %s; at first 5 batches, +300 a minute: %s to full rate"
            .formatted(
                Numbers.brief((double) drain.pictures()),
                Numbers.time(drain.seconds()),
                Numbers.time(drain.rampSeconds())));
    if (plan.fillsInFlight()) {
      add(
          "            ! more of it may wait than the %s messages that Amazon SQS keeps in flight: docs/operations.md, In flight"
              .formatted(Numbers.brief((double) InFlightLimit.MESSAGES)));
    }
  }

  private void tables() {
    TableLoad load = plan.tables();
    add(
        "Tables      at %s/s: results %s write units/s of the 4,000 of a new table%s"
            .formatted(
                Numbers.brief(round(load.picturesPerSecond())),
                Numbers.brief(Math.rint(load.resultUnits())),
                load.resultUnits() > TableLoad.NEW_TABLE_UNITS ? ": warm it" : ""));
    add(
        ("            quota table %s writes/s, hottest partition %s of 1,000; %d faces: rows of %s"
                + " KB")
            .formatted(
                Numbers.brief(Math.rint(load.quotaWrites())),
                Numbers.brief(Math.rint(load.hottestPartition())),
                plan.demand().faces(),
                Numbers.brief(round(load.rowKilobytes()))));
    if (load.resultUnits() > TableLoad.NEW_TABLE_UNITS) {
      add(
          ("            aws dynamodb update-table --table-name TABLE --warm-throughput"
                  + " WriteUnitsPerSecond=%.0f")
              .formatted(Math.ceil(load.resultUnits() / 1000) * 1000));
    }
  }

  private void geography() {
    add(
        "Geography   %s"
            .formatted(
                plan.outsideGeography().isEmpty()
                    ? "no picture leaves the geography of " + plan.stage().homeRegion()
                    : "! pictures leave the geography of %s, to: %s"
                        .formatted(
                            plan.stage().homeRegion(),
                            String.join(", ", plan.outsideGeography()))));
  }

  private void cost() {
    MonthlyCost cost = plan.cost();
    add(
        "%-26s %10s %10s   %s"
            .formatted(
                "US$, %s pictures a month".formatted(brief(cost.pictures())),
                "in bursts",
                "one by one",
                "%s MB each; prices: docs/cost.md"
                    .formatted(Numbers.brief(plan.demand().megabytes()))));
    cost.processing().forEach(this::item);
    add(
        "  %-24s %10s %10s%s"
            .formatted(
                "together",
                Numbers.dollars(cost.inBursts()),
                Numbers.dollars(cost.oneByOne()),
                cost.rekognitionAtHomeOnly() > 0
                    ? "   Rekognition in %s alone: %s"
                        .formatted(
                            plan.stage().homeRegion(),
                            Numbers.dollars(cost.rekognitionAtHomeOnly()))
                    : ""));
    cost.storage()
        .forEach(
            kept ->
                add(
                    "  %-24s %10s %10s   to keep %s another month"
                        .formatted(
                            kept.name(), Numbers.dollars(kept.inBursts()), "", kept.basis())));
  }

  private void item(CostItem item) {
    add(
        "  %-24s %10s %10s   %s"
            .formatted(
                item.name(),
                Numbers.dollars(item.inBursts()),
                Numbers.dollars(item.oneByOne()),
                item.basis()));
  }

  private void raises() {
    if (plan.increases().isEmpty()) {
      add(
          "Raise first: nothing; you need %s pictures a second and reach %s."
              .formatted(
                  Numbers.brief(plan.demand().picturesPerSecond()),
                  Numbers.brief(round(plan.reached()))));
      return;
    }
    add(
        (plan.demand().hasRate()
                ? "To reach %s pictures a second (now %s), raise in this order:"
                : "Raise first (%2$s pictures a second now):")
            .formatted(
                Numbers.brief(plan.demand().picturesPerSecond()),
                Numbers.brief(round(plan.reached()))));
    for (Increase raise : plan.increases()) {
      add(
          "  %s: %s to %s, for %s pictures a second"
              .formatted(
                  raise.what(),
                  Numbers.brief(raise.from()),
                  Numbers.brief(raise.to()),
                  Numbers.brief(round(raise.picturesPerSecond()))));
      add("    %s".formatted(raise.how()));
    }
  }

  private void add(String line) {
    lines.addAll(Wrapped.at(line.stripTrailing(), WIDTH));
  }

  private static double round(double value) {
    return value >= 100 ? Math.floor(value) : Math.floor(value * 10) / 10;
  }

  private static String upper(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  /** 1 million, 250,000. */
  private static String brief(long pictures) {
    return pictures % 1_000_000 == 0
        ? Numbers.brief(pictures / 1e6) + " million"
        : Numbers.brief((double) pictures);
  }
}
