package io.fanlens.operations.status;

import io.fanlens.operations.deployment.Deployment;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaRules;
import io.fanlens.result.ResultRow;
import io.fanlens.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads the status of a deployment from its services. */
public final class StatusReader {

  private static final String FAILED_BY_DAY = "failed-by-day";

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
    Depth depth = depth();
    return new Status(
        depth.waiting(),
        depth.inFlight(),
        depth.delayed(),
        depth.queued() == 0 ? Optional.empty() : oldest(),
        depth.deadLetters(),
        failures(days),
        targets(deployment.settings()));
  }

  /** Approximate numbers of messages. */
  public record Depth(long waiting, long inFlight, long delayed, long deadLetters) {
    public long queued() {
      return waiting + inFlight + delayed;
    }
  }

  public Depth depth() {
    Map<QueueAttributeName, String> queue = attributes(deployment.queueUrl());
    Map<QueueAttributeName, String> deadLetters = attributes(deployment.deadLetterQueueUrl());
    return new Depth(
        count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
        count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
        count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
        count(deadLetters, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
            + count(deadLetters, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private Map<QueueAttributeName, String> attributes(String queueUrl) {
    return deployment
        .sqs()
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(queueUrl)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .attributes();
  }

  private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
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

  private Status.Failures failures(int days) {
    Map<String, Long> byCode = new TreeMap<>();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    long read = 0;
    for (int back = 0; back < days; back++) {
      for (int shard = 0; shard < ResultRow.FAILED_SHARDS; shard++) {
        QueryRequest request = failed(today.minusDays(back) + "#" + shard);
        for (QueryResponse page : deployment.dynamoDb().queryPaginator(request)) {
          for (Map<String, AttributeValue> row : page.items()) {
            AttributeValue code = row.get("errorCode");
            byCode.merge(code == null ? "?" : code.s(), 1L, Long::sum);
          }
          read += page.count();
          if (read > MAX_FAILURES) {
            return new Status.Failures(days, new TreeMap<>(byCode), false);
          }
        }
      }
    }
    return new Status.Failures(days, new TreeMap<>(byCode), true);
  }

  private QueryRequest failed(String dayShard) {
    return QueryRequest.builder()
        .tableName(deployment.table())
        .indexName(FAILED_BY_DAY)
        .keyConditionExpression(ResultRow.FAILED_DAY_SHARD + " = :day")
        .expressionAttributeValues(Map.of(":day", AttributeValue.fromS(dayShard)))
        .projectionExpression("errorCode")
        .build();
  }

  private List<Status.TargetLine> targets(Settings settings) {
    List<LiveSnapshot.Item> items = new QuotaReader(deployment.dynamoDb(), settings).read();
    long now = Micros.of(clock.instant());
    return items.stream()
        .map(
            item ->
                new Status.TargetLine(
                    item.operation(),
                    TargetReport.of(item.quota(), item.state(), QuotaRules.DEFAULTS, now)))
        .toList();
  }
}
