package io.fanlens.functions;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.aws.AwsClients;
import io.fanlens.aws.DynamoDbRows;
import io.fanlens.aws.RekognitionTargets;
import io.fanlens.aws.S3Answers;
import io.fanlens.aws.S3Pictures;
import io.fanlens.aws.S3References;
import io.fanlens.aws.SqsMessageQueue;
import io.fanlens.functions.metrics.BatchMetrics;
import io.fanlens.functions.metrics.MeasuredCalls;
import io.fanlens.pipeline.MessageProcessor;
import io.fanlens.quota.QuotaRules;
import io.fanlens.result.FinishedRows;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.spending.SpendingStop;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
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

  static Wiring of(Settings settings, String stack) {
    return of(
        settings,
        stack,
        settings.quota().apiWait().map(QuotaRules::batchBesideCalls).orElse(QuotaRules.DEFAULTS));
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
    AwsClients clients = AwsClients.of(settings);
    Adapters adapters = adapters(settings, clients, clock);
    BatchMetrics metrics = new BatchMetrics(stack, clock, System.out);
    Routing routing = Routing.of(settings, rules, clients, clock, random, metrics);
    MessageProcessor processor =
        new MessageProcessor(
            settings,
            adapters.pictures(),
            new S3References(clients.s3()),
            adapters.rows(),
            new Analyzer(
                new MeasuredCalls(adapters.calls(), metrics, clock),
                routing.limited(billedCalls(settings)::get),
                clock,
                random),
            new SqsMessageQueue(
                clients.sqs(), clock, settings.queueUrl(), settings.deadLetterQueueUrl()),
            clock,
            random,
            metrics);
    return new Wiring(processor, metrics, routing.spending(), adapters);
  }

  private static Adapters adapters(Settings settings, AwsClients clients, InstantSource clock) {
    return new Adapters(
        clients,
        new S3Pictures(clients.s3()),
        new DynamoDbRows(
            clients.dynamoDb(), settings.table(), clock, finishedRows(settings, clients)),
        new RekognitionTargets(clients::rekognition),
        FirstRead.table(settings, clients));
  }

  /** After this the process may be frozen, or never run again. */
  void endBatch(Duration left) {
    Routing.returnUnused(spending, left);
    metrics.flush();
  }

  @Override
  public void close() {
    adapters.clients().close();
  }

  private static Map<Operation, Integer> billedCalls(Settings settings) {
    Map<Operation, Integer> billedCalls = new EnumMap<>(Operation.class);
    for (OperationSettings each : settings.operations()) {
      billedCalls.put(each.operation(), ImageOperations.of(each, References.NONE).billedCalls());
    }
    return billedCalls;
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
}
