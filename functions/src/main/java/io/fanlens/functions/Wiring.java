package io.fanlens.functions;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.analysis.routing.LimitedSpending;
import io.fanlens.analysis.routing.ReservedQuota;
import io.fanlens.analysis.routing.RoutingStrategy;
import io.fanlens.analysis.routing.WeightedDraw;
import io.fanlens.aws.AwsClients;
import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.aws.DynamoDbRows;
import io.fanlens.aws.DynamoDbSpendingTable;
import io.fanlens.aws.RekognitionTargets;
import io.fanlens.aws.S3Answers;
import io.fanlens.aws.S3Pictures;
import io.fanlens.aws.S3References;
import io.fanlens.aws.SqsMessageQueue;
import io.fanlens.functions.metrics.BatchMetrics;
import io.fanlens.functions.metrics.MeasuredCalls;
import io.fanlens.pipeline.MessageProcessor;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.DeniedTargets;
import io.fanlens.quota.reservation.Permits;
import io.fanlens.result.FinishedRows;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.QuotaSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.TargetSettings;
import io.fanlens.spending.SpendingStop;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Wires the pipeline with the real clients. Creating it makes no calls.
 *
 * @param metrics flushed after each batch
 * @param spending where there is a daily limit
 * @param adapters the clients, open until this is closed
 */
record Wiring(
    MessageProcessor processor,
    BatchMetrics metrics,
    Optional<SpendingStop> spending,
    Adapters adapters)
    implements AutoCloseable {

  /** The first read loads a good part of the SDK. */
  private static final Duration FIRST_READ_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration SPENDING_TIMEOUT = Duration.ofSeconds(2);

  static Wiring of(Settings settings, String stack) {
    return of(settings, stack, QuotaRules.DEFAULTS);
  }

  /**
   * With its own quota rules.
   *
   * @param rules including how long a message waits for capacity and for the quota table
   */
  static Wiring of(Settings settings, String stack, QuotaRules rules) {
    InstantSource clock = InstantSource.system();
    // Secure: functions restored from one snapshot would share any other generator's state.
    RandomGenerator random = new SecureRandom();
    AwsClients clients =
        new AwsClients(settings.homeRegion(), settings.timings(), settings.accounts());
    for (OperationSettings operation : settings.operations()) {
      operation.targets().stream().map(TargetSettings::target).forEach(clients::rekognition);
    }
    Adapters adapters = adapters(settings, clients, clock);
    BatchMetrics metrics = new BatchMetrics(stack, clock, System.out);
    RoutingStrategy routing =
        switch (settings.quota().choice()) {
          case RESERVE -> reserved(settings, rules, clients, clock, random, metrics);
          case DRAW ->
              new WeightedDraw(new WeightedChoice(random), new DeniedTargets(clock), clock);
        };
    Optional<SpendingStop> spending = spending(settings.quota(), clients, clock);
    if (spending.isPresent()) {
      routing = limited(routing, settings, spending.get(), metrics);
    }
    MessageProcessor processor =
        new MessageProcessor(
            settings,
            adapters.pictures(),
            new S3References(clients.s3()),
            adapters.rows(),
            new Analyzer(
                new MeasuredCalls(adapters.calls(), metrics, clock), routing, clock, random),
            new SqsMessageQueue(
                clients.sqs(), clock, settings.queueUrl(), settings.deadLetterQueueUrl()),
            clock,
            random,
            metrics);
    return new Wiring(processor, metrics, spending, adapters);
  }

  private static Adapters adapters(Settings settings, AwsClients clients, InstantSource clock) {
    return new Adapters(
        clients,
        new S3Pictures(clients.s3()),
        new DynamoDbRows(
            clients.dynamoDb(), settings.table(), clock, finishedRows(settings, clients)),
        new RekognitionTargets(clients::rekognition),
        settings.quota().choice() == QuotaChoice.RESERVE
            ? Optional.of(
                new DynamoDbQuotaTable(
                    clients.quotaDynamoDb(FIRST_READ_TIMEOUT), settings.quota().table()))
            : Optional.empty());
  }

  /** After this the process may be frozen, or never run again. */
  void endBatch(Duration left) {
    if (left.compareTo(SPENDING_TIMEOUT) > 0) {
      spending.ifPresent(SpendingStop::returnUnused);
    }
    metrics.flush();
  }

  @Override
  public void close() {
    adapters.clients().close();
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

  private static RoutingStrategy limited(
      RoutingStrategy routing, Settings settings, SpendingStop spending, BatchMetrics metrics) {
    Map<Operation, Integer> billedCalls = new EnumMap<>(Operation.class);
    for (OperationSettings each : settings.operations()) {
      billedCalls.put(each.operation(), ImageOperations.of(each, References.NONE).billedCalls());
    }
    return new LimitedSpending(routing, spending, billedCalls::get, metrics);
  }

  /** A large answer and its row share the time reserved for storing. */
  private static FinishedRows finishedRows(Settings settings, AwsClients clients) {
    String bucket = settings.results().answerBucket();
    Duration half = settings.timings().store().dividedBy(2);
    return new FinishedRows(
        settings.results(),
        bucket.isEmpty()
            ? Optional.empty()
            : Optional.of(new S3Answers(clients.s3(), bucket, half)));
  }

  private static RoutingStrategy reserved(
      Settings settings,
      QuotaRules rules,
      AwsClients clients,
      InstantSource clock,
      RandomGenerator random,
      BatchMetrics metrics) {
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
                metrics));
  }
}
