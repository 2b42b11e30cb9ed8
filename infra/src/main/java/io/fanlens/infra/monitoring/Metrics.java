package io.fanlens.infra.monitoring;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.TargetSettings;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * The custom metrics that the function writes into its log, for alarms and dashboard. Each has the
 * dimension {@code Stack}, so that two stages in one account are not added up.
 */
public record Metrics(String stackName) {

  static final Duration PERIOD = Duration.minutes(5);

  static final String NAMESPACE = "Fanlens";

  /** A metric without an operation. */
  IMetric of(String name, String statistic, Duration period) {
    return metric(name, statistic, period, Map.of(), null);
  }

  /** A metric of one operation in all Regions. */
  IMetric of(String name, String statistic, Duration period, String operation) {
    return metric(name, statistic, period, Map.of("Operation", operation), null);
  }

  /** A metric of one operation in one Region. */
  IMetric of(
      String name, String statistic, Duration period, String operation, TargetSettings target) {
    String region = target.isHome() ? target.region() : target.target().key();
    return metric(
        name, statistic, period, Map.of("Operation", operation, "Region", region), region);
  }

  /**
   * Seconds that the oldest message has waited. Amazon SQS's metric leaves out messages that were
   * received three times, the function's knows only those that it received: together they know all.
   */
  IMetric oldestMessage(Queue queue, Duration period) {
    return MathExpression.Builder.create()
        .expression("MAX([FILL(received, 0), FILL(queued, 0)])")
        .usingMetrics(
            new TreeMap<>(
                Map.of(
                    "received",
                    of("MessageAge", "Maximum", period),
                    "queued",
                    queue.metricApproximateAgeOfOldestMessage(
                        MetricOptions.builder().statistic("Maximum").period(period).build()))))
        .label("oldest")
        .period(period)
        .build();
  }

  /**
   * An expression of CloudWatch: the percentage of an operation's quotas in use. A fallback (weight
   * 0) does not count, since it is called only when all others have failed. 250 calls a second are
   * 75,000 in 5 minutes.
   *
   * @param calls name of the metric of the calls sent in a period
   */
  static String quotaUse(String calls, OperationSettings configured, Duration period) {
    double allowed =
        configured.targets().stream()
            .filter(target -> target.weight() > 0)
            .mapToDouble(TargetSettings::permitsPerSecond)
            .sum();
    return "100 * %s / %d".formatted(calls, Math.round(allowed * period.toSeconds().doubleValue()));
  }

  /**
   * One metric.
   *
   * @param label null for the metric's name; a label changes the template of an alarm
   */
  private IMetric metric(
      String name,
      String statistic,
      Duration period,
      Map<String, String> dimensions,
      String label) {
    Map<String, String> all = new TreeMap<>(dimensions);
    all.put("Stack", stackName);
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensionsMap(all)
        .statistic(statistic)
        .period(period)
        .label(label)
        .build();
  }
}
