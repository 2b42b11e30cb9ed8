package io.fanlens.operations.status;

import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.settings.Settings;
import io.fanlens.status.FailedRows;
import io.fanlens.status.FailureCount;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.QueueReader;
import io.fanlens.status.QuotaReader;
import io.fanlens.status.TargetItem;
import io.fanlens.status.TargetReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Reads the status of a deployment from its services. */
public final class StatusReader {

  /** FAILED rows counted at most. */
  private static final long MAX_FAILURES = 100_000;

  /** The metric is published once a minute, some minutes late. */
  private static final Duration METRIC_WINDOW = Duration.ofMinutes(10);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final Deployment deployment;
  private final InstantSource clock;

  public StatusReader(Deployment deployment, InstantSource clock) {
    this.deployment = deployment;
    this.clock = clock;
  }

  /**
   * Reads the current status.
   *
   * @param days how far back FAILED rows are counted, today included
   */
  public Status read(int days) {
    QueueDepth depth = depth();
    return new Status(
        depth.waiting(),
        depth.inFlight(),
        depth.delayed(),
        depth.queued() == 0 ? Optional.empty() : oldest(),
        depth.deadLetters(),
        failures(days),
        targets(deployment.settings()));
  }

  public QueueDepth depth() {
    return new QueueReader(deployment.sqs(), deployment.queueUrl(), deployment.deadLetterQueueUrl())
        .read();
  }

  /** Ages are reported to CloudWatch only; without that (as in the local cloud) unknown. */
  private Optional<Duration> oldest() {
    return ages().flatMap(ages -> ages.latest(clock.instant()));
  }

  /** No message in the queue is older; empty where that is unknown. */
  public Optional<Duration> longestWait() {
    return ages().flatMap(ages -> ages.bound(clock.instant()));
  }

  private Optional<MessageAges> ages() {
    String url = deployment.queueUrl();
    String queue = url.substring(url.lastIndexOf('/') + 1);
    try (CloudWatchClient cloudWatch = deployment.cloudWatch()) {
      return Optional.of(
          new MessageAges(
              greatest(
                  cloudWatch,
                  "AWS/SQS",
                  "ApproximateAgeOfOldestMessage",
                  dimension("QueueName", queue),
                  METRIC_WINDOW,
                  MINUTE),
              greatest(
                  cloudWatch,
                  "Fanlens",
                  "MessageAge",
                  dimension("Stack", deployment.stack()),
                  MessageAges.MEMORY,
                  FIVE_MINUTES)));
    } catch (SdkException e) {
      return Optional.empty();
    }
  }

  /** One answer has up to 1,440 points. */
  private List<MessageAges.Point> greatest(
      CloudWatchClient cloudWatch,
      String namespace,
      String metric,
      Dimension of,
      Duration window,
      Duration period) {
    Instant now = clock.instant();
    return cloudWatch
        .getMetricStatistics(
            request ->
                request
                    .namespace(namespace)
                    .metricName(metric)
                    .dimensions(of)
                    .startTime(now.minus(window))
                    .endTime(now)
                    .period(Math.toIntExact(period.toSeconds()))
                    .statistics(Statistic.MAXIMUM))
        .datapoints()
        .stream()
        .map(
            point ->
                new MessageAges.Point(
                    point.timestamp(), Duration.ofSeconds(point.maximum().longValue())))
        .toList();
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  private FailureCount failures(int days) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new FailedRows(deployment.dynamoDb(), deployment.table(), MAX_FAILURES)
        .count(today, days);
  }

  private List<Status.TargetLine> targets(Settings settings) {
    List<TargetItem> items = items(new QuotaReader(deployment.dynamoDb(), settings));
    long now = Micros.of(clock.instant());
    return items.stream()
        .map(
            item ->
                new Status.TargetLine(
                    item.operation(),
                    TargetReport.of(item.quota(), item.state(), QuotaRules.DEFAULTS, now)))
        .toList();
  }

  static List<TargetItem> items(QuotaReader quotas) {
    try {
      return quotas.read();
    } catch (TableUnavailableException e) {
      throw new OperationsException(e.getMessage(), e);
    }
  }
}
