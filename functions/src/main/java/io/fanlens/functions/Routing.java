package io.fanlens.functions;

import io.fanlens.analysis.routing.LimitedSpending;
import io.fanlens.analysis.routing.ReservedQuota;
import io.fanlens.analysis.routing.RoutingStrategy;
import io.fanlens.analysis.routing.WeightedDraw;
import io.fanlens.aws.AwsClients;
import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.aws.DynamoDbSpendingTable;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.DeniedTargets;
import io.fanlens.quota.reservation.Permits;
import io.fanlens.quota.reservation.QuotaEvents;
import io.fanlens.settings.Operation;
import io.fanlens.settings.QuotaSettings;
import io.fanlens.settings.Settings;
import io.fanlens.spending.SpendingStop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * How a function's calls are spread over the targets, within the shared quotas and the daily limit.
 *
 * @param unlimited without the daily limit
 * @param spending where there is a daily limit
 */
public record Routing(
    RoutingStrategy unlimited, Optional<SpendingStop> spending, QuotaEvents events) {

  /** Of a request for the daily count. */
  private static final Duration SPENDING_TIMEOUT = Duration.ofSeconds(2);

  /** With the real tables. */
  public static Routing of(
      Settings settings,
      QuotaRules rules,
      AwsClients clients,
      InstantSource clock,
      RandomGenerator random,
      QuotaEvents events) {
    RoutingStrategy unlimited =
        switch (settings.quota().choice()) {
          case RESERVE -> reserved(settings, rules, clients, clock, random, events);
          case DRAW ->
              new WeightedDraw(new WeightedChoice(random), new DeniedTargets(clock), clock);
        };
    return new Routing(unlimited, spending(settings.quota(), clients, clock), events);
  }

  /**
   * Within the daily limit.
   *
   * @param billedCalls how many calls one call of an operation is billed as
   */
  public RoutingStrategy limited(ToIntFunction<Operation> billedCalls) {
    return spending
        .<RoutingStrategy>map(stop -> new LimitedSpending(unlimited, stop, billedCalls, events))
        .orElse(unlimited);
  }

  /** Returns paid calls that were taken and not made, where the function's time allows it. */
  public static void returnUnused(Optional<SpendingStop> spending, Duration left) {
    if (left.compareTo(SPENDING_TIMEOUT) > 0) {
      spending.ifPresent(SpendingStop::returnUnused);
    }
  }

  private static Optional<SpendingStop> spending(
      QuotaSettings quota, AwsClients clients, InstantSource clock) {
    return quota.maxCallsPerDay() == 0
        ? Optional.empty()
        : Optional.of(
            new SpendingStop(
                new DynamoDbSpendingTable(clients.quotaDynamoDb(SPENDING_TIMEOUT), quota.table()),
                quota.maxCallsPerDay(),
                quota.processes(),
                clock));
  }

  private static RoutingStrategy reserved(
      Settings settings,
      QuotaRules rules,
      AwsClients clients,
      InstantSource clock,
      RandomGenerator random,
      QuotaEvents events) {
    Duration timeout = Micros.toDuration(rules.table().timeoutMicros());
    String tableName = settings.quota().table();
    QuotaTable table = new DynamoDbQuotaTable(clients.quotaDynamoDb(timeout), tableName);
    Map<Operation, QuotaPool> pools = new EnumMap<>(Operation.class);
    settings.operations().forEach(each -> pools.put(each.operation(), QuotaPool.of(each)));
    return new ReservedQuota(
        operation ->
            new Permits(
                pools.get(operation),
                table,
                rules,
                settings.quota().processes(),
                UUID.randomUUID().toString(),
                clock,
                Sleeper.REAL,
                random,
                events));
  }
}
