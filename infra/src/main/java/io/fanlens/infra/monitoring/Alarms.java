package io.fanlens.infra.monitoring;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.results.ResultEvents;
import io.fanlens.settings.OperationSettings;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What somebody must look at. Each alarm says what to do; docs/operations.md says more. For
 * example: one dead letter is enough, and so are 5% of 20 invocations that failed.
 */
public final class Alarms extends Construct {

  private static final Duration PERIOD = Metrics.PERIOD;

  /** A picture that waits longer than this is no burst any more. */
  private static final Duration OLD = Duration.hours(1);

  private static final int MANY_PERCENT = 5;

  /** Over half an hour more than this is a lasting load; a burst is meant to use all of it. */
  private static final int NEARLY_ALL_PERCENT = 90;

  private static final int HALF_AN_HOUR = 6;
  private static final int FEWEST_INVOCATIONS = 20;
  private static final int FEWEST_CALLS = 100;

  private final Metrics metrics;
  private final SnsAction tell;
  private final List<IAlarm> all = new ArrayList<>();

  public Alarms(
      Construct scope,
      String id,
      StageConfiguration configuration,
      Metrics metrics,
      AlarmTopic topic,
      Intake intake,
      AnalyzerFunction analyzer,
      Optional<ResultEvents> events) {
    super(scope, id);
    this.metrics = metrics;
    tell = new SnsAction(topic.topic());
    atLeast(
        "DeadLetters",
        "Pictures were given up after all attempts, or messages could not be read. Run ./fanlens"
            + " redrive --dry-run for the reasons, mend the cause, then ./fanlens redrive.",
        visible(intake.deadLetterQueue()),
        1,
        1);
    events.ifPresent(
        each ->
            atLeast(
                "EventDeadLetters",
                "The event bus did not take changes of results, so listeners have missed them; the"
                    + " rows are right. See docs/operations.md, EventDeadLetters.",
                visible(each.deadLetterQueue()),
                1,
                1));
    atLeast(
        "OldestMessage",
        "A picture has waited for more than an hour. Run ./fanlens status: is a Region out of use,"
            + " the day's spending stopped, or is more coming in than ./fanlens plan says gets"
            + " through?",
        intake
            .queue()
            .metricApproximateAgeOfOldestMessage(
                MetricOptions.builder().statistic("Maximum").period(PERIOD).build()),
        OLD.toSeconds().intValue(),
        1);
    moreThan(
        "FunctionErrors",
        "More than 5% of the function's invocations failed as a whole: a wrong setting, a missing"
            + " right, too little memory or time. Its log group says which; the messages come back"
            + " by themselves.",
        MANY_PERCENT,
        share("errors", "invocations", FEWEST_INVOCATIONS),
        Map.of("errors", errors(analyzer), "invocations", invocations(analyzer)),
        2);
    for (OperationSettings configured : configuration.operations()) {
      ofOperation(configured.operation().apiName(), configuration.maxCallsPerDay() > 0);
      quotaUse(configured);
    }
  }

  private void ofOperation(String operation, boolean limitedSpending) {
    atLeast(
        operation + "AllTargetsDenied",
        "Every Region refuses %s, so pictures wait. Check the role's rights, opt-in Regions and the roles of other accounts."
            .formatted(operation),
        metrics.of("AllTargetsDenied", "Sum", PERIOD, operation),
        1,
        1);
    atLeast(
        operation + "BreakerOpen",
        "A Region has not answered %s for a quarter of an hour; the others take its pictures. Run ./fanlens status to see which; nothing is to be done if they keep up."
            .formatted(operation),
        metrics.of("BreakerOpen", "Maximum", PERIOD, operation),
        1,
        3);
    moreThan(
        operation + "Throttled",
        "More than 5%% of the calls of %s were throttled: the account's quota is lower than configured, or somebody else uses it. Run ./fanlens plan with credentials, which reads the quotas, and set permitsPerSecond to what the account has."
            .formatted(operation),
        MANY_PERCENT,
        share("throttled", "calls", FEWEST_CALLS),
        Map.of(
            "throttled", metrics.of("Throttled", "Sum", PERIOD, operation),
            "calls", metrics.of("Calls", "Sum", PERIOD, operation)),
        3);
    if (limitedSpending) {
      atLeast(
          operation + "SpendingStop",
          "The paid calls of this day (UTC) are spent, so pictures of %s wait for the next day. Raise maxCallsPerDay and deploy to go on sooner."
              .formatted(operation),
          metrics.of("SpendingStop", "Sum", PERIOD, operation),
          1,
          1);
    }
  }

  private void quotaUse(OperationSettings configured) {
    String operation = configured.operation().apiName();
    moreThan(
        operation + "QuotaUse",
        "For half an hour %s has used more than 90%% of all its quotas: what comes beyond that waits. Run ./fanlens plan for the quota to raise first."
            .formatted(operation),
        NEARLY_ALL_PERCENT,
        Metrics.quotaUse("calls", configured, PERIOD),
        Map.of("calls", metrics.of("Calls", "Sum", PERIOD, operation)),
        HALF_AN_HOUR);
  }

  private void atLeast(
      String id, String description, IMetric metric, double threshold, int periods) {
    alarm(
        id,
        description,
        metric,
        threshold,
        periods,
        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD);
  }

  private void moreThan(
      String id,
      String description,
      int threshold,
      String expression,
      Map<String, IMetric> using,
      int periods) {
    MathExpression percent =
        MathExpression.Builder.create()
            .expression(expression)
            .usingMetrics(new TreeMap<>(using))
            .label("percent")
            .period(PERIOD)
            .build();
    alarm(id, description, percent, threshold, periods, ComparisonOperator.GREATER_THAN_THRESHOLD);
  }

  private void alarm(
      String id,
      String description,
      IMetric metric,
      double threshold,
      int periods,
      ComparisonOperator comparison) {
    Alarm alarm =
        Alarm.Builder.create(this, id)
            .alarmDescription(description)
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(periods)
            .comparisonOperator(comparison)
            // Metrics are written only when there is something to say.
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    all.add(alarm);
  }

  List<IAlarm> all() {
    return List.copyOf(all);
  }

  /** Of a few, one would be a large share. */
  private static String share(String some, String whole, int fewest) {
    return "IF(%2$s >= %3$d, 100 * %1$s / %2$s, 0)".formatted(some, whole, fewest);
  }

  private static IMetric visible(Queue queue) {
    return queue.metricApproximateNumberOfMessagesVisible(
        MetricOptions.builder().statistic("Maximum").period(PERIOD).build());
  }

  private static IMetric errors(AnalyzerFunction analyzer) {
    return analyzer
        .function()
        .metricErrors(MetricOptions.builder().statistic("Sum").period(PERIOD).build());
  }

  private static IMetric invocations(AnalyzerFunction analyzer) {
    return analyzer
        .function()
        .metricInvocations(MetricOptions.builder().statistic("Sum").period(PERIOD).build());
  }
}
