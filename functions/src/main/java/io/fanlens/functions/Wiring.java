package io.fanlens.functions;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.ImageOperations;
import io.fanlens.analysis.LimitedSpending;
import io.fanlens.analysis.References;
import io.fanlens.analysis.ReservedQuota;
import io.fanlens.analysis.Spread;
import io.fanlens.analysis.WeightedDraw;
import io.fanlens.aws.AwsClients;
import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.aws.DynamoDbRows;
import io.fanlens.aws.DynamoDbSpendingTable;
import io.fanlens.aws.RekognitionTargets;
import io.fanlens.aws.S3Answers;
import io.fanlens.aws.S3Pictures;
import io.fanlens.aws.S3References;
import io.fanlens.aws.SqsMessageQueue;
import io.fanlens.pipeline.MessageProcessor;
import io.fanlens.quota.DeniedTargets;
import io.fanlens.quota.Micros;
import io.fanlens.quota.Permits;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.TableAwayException;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.result.FinishedRows;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the parts of the pipeline together with the real clients.
 *
 * @param metrics to be flushed after each batch
 */
record Wiring(MessageProcessor processor, BatchMetrics metrics) {

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  /** While the function starts there is time, and the first look loads a good part of the SDK. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

  private static final Duration COUNTING = Duration.ofSeconds(2);

  static Wiring of(Settings settings, String stack) {
    InstantSource clock = InstantSource.system();
    // SecureRandom, since every function restored from one snapshot would share another one's
    // state.
    RandomGenerator random = new SecureRandom();
    AwsClients clients =
        new AwsClients(settings.homeRegion(), settings.timings(), settings.accounts());
    for (OperationSettings operation : settings.operations()) {
      operation.targets().stream().map(TargetSettings::target).forEach(clients::rekognition);
    }
    BatchMetrics metrics = new BatchMetrics(stack, clock, System.out);
    Spread spread =
        switch (settings.quota().choice()) {
          case RESERVE -> reserved(settings, clients, clock, random, metrics);
          case DRAW ->
              new WeightedDraw(new WeightedChoice(random), new DeniedTargets(clock), clock);
        };
    if (settings.quota().maxCallsPerDay() > 0) {
      spread = limited(spread, settings, clients, clock, metrics);
    }
    MessageProcessor processor =
        new MessageProcessor(
            settings,
            new S3Pictures(clients.s3(), settings.timings().confirm()),
            new S3References(clients.s3()),
            new DynamoDbRows(
                clients.dynamoDb(), settings.table(), clock, finishedRows(settings, clients)),
            new Analyzer(
                new MeasuredCalls(new RekognitionTargets(clients::rekognition), metrics, clock),
                spread,
                clock,
                random),
            new SqsMessageQueue(clients.sqs(), settings.queueUrl(), settings.deadLetterQueueUrl()),
            clock,
            random,
            metrics);
    return new Wiring(processor, metrics);
  }

  private static Spread limited(
      Spread spread,
      Settings settings,
      AwsClients clients,
      InstantSource clock,
      BatchMetrics metrics) {
    QuotaSettings quota = settings.quota();
    Map<Operation, Integer> billedCalls = new EnumMap<>(Operation.class);
    for (OperationSettings each : settings.operations()) {
      billedCalls.put(each.operation(), ImageOperations.of(each, References.NONE).billedCalls());
    }
    return new LimitedSpending(
        spread,
        new SpendingStop(
            new DynamoDbSpendingTable(clients.quotaDynamoDb(COUNTING), quota.table()),
            quota.maxCallsPerDay(),
            quota.processes(),
            clock),
        billedCalls::get,
        metrics);
  }

  /** A large answer and its row share the time that is set aside for storing. */
  private static FinishedRows finishedRows(Settings settings, AwsClients clients) {
    String bucket = settings.results().answerBucket();
    Duration half = settings.timings().store().dividedBy(2);
    return new FinishedRows(
        settings.results(),
        bucket.isEmpty()
            ? Optional.empty()
            : Optional.of(new S3Answers(clients.s3(), bucket, half)));
  }

  private static Spread reserved(
      Settings settings,
      AwsClients clients,
      InstantSource clock,
      RandomGenerator random,
      BatchMetrics metrics) {
    QuotaRules rules = QuotaRules.DEFAULTS;
    Duration timeout = Micros.toDuration(rules.tableTimeoutMicros());
    String tableName = settings.quota().table();
    QuotaTable table = new DynamoDbQuotaTable(clients.quotaDynamoDb(timeout), tableName);
    Map<Operation, QuotaPool> pools = new EnumMap<>(Operation.class);
    settings.operations().forEach(each -> pools.put(each.operation(), QuotaPool.of(each)));
    warmUp(new DynamoDbQuotaTable(clients.quotaDynamoDb(FIRST_LOOK), tableName), pools);
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

  private static void warmUp(QuotaTable table, Map<Operation, QuotaPool> pools) {
    try {
      table.look(pools.values().iterator().next().groups().getFirst().key());
    } catch (TableAwayException e) {
      LOG.warn("{}; until it is back each function keeps to a part of the quotas", e.getMessage());
    }
  }
}
