package io.fanlens.infra.monitoring;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.api.Api;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.page.Page;
import io.fanlens.infra.results.ResultEvents;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Timings;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.RestApi;
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
 * The alarms. Each description says what to do; docs/operations.md says more. One dead letter is
 * enough for an alarm, and so are more than 5% of at least 20 invocations that failed.
 */
public final class Alarms extends Construct {

  private static final Duration PERIOD = Metrics.PERIOD;

  /** Longer than a burst should take. */
  private static final Duration LONG_WAIT = Duration.hours(1);

  /** A waiting message shows its age only when it is received; between, the alarm must last. */
  private static final int PERIODS_UNTIL_RECEIVED =
      (int) Timings.LONGEST_SPENDING_WAIT.toMinutes() / PERIOD.toMinutes().intValue() + 2;

  private static final int FAILURE_PERCENT = 5;

  /** For half an hour, which is a lasting load; a burst may use all of the quota. */
  private static final int QUOTA_USE_PERCENT = 90;

  private static final int HALF_AN_HOUR = 6;
  private static final int MIN_INVOCATIONS = 20;
  private static final int MIN_CALLS = 100;

  private final Metrics metrics;
  private final SnsAction notification;
  private final List<IAlarm> all = new ArrayList<>();

  public Alarms(
      Construct scope,
      String id,
      StageConfiguration configuration,
      Metrics metrics,
      AlarmTopic topic,
      Intake intake,
      AnalyzerFunction analyzer,
      Optional<ResultEvents> events,
      Optional<Api> api,
      Optional<Page> page) {
    super(scope, id);
    this.metrics = metrics;
    notification = new SnsAction(topic.topic());
    atLeast(
        "DeadLetters",
        "Pictures failed in all attempts, or messages could not be read. Run ./fanlens redrive"
            + " --dry-run for the reasons, fix the cause, then run ./fanlens redrive.",
        visible(intake.deadLetterQueue()),
        1,
        1);
    events.ifPresent(
        each ->
            atLeast(
                "EventDeadLetters",
                "Result events could not be published, so subscribers have missed them; the rows"
                    + " are correct. See docs/operations.md, EventDeadLetters.",
                visible(each.deadLetterQueue()),
                1,
                1));
    inOneOf(
        "OldestMessage",
        "A picture has waited for more than an hour. Run ./fanlens status: is a circuit breaker"
            + " open, the daily spending limit reached, or is more arriving than ./fanlens plan"
            + " computes as the throughput?",
        metrics.oldestMessage(intake.queue(), PERIOD),
        LONG_WAIT.toSeconds().intValue(),
        PERIODS_UNTIL_RECEIVED);
    moreThan(
        "FunctionErrors",
        "More than 5% of the function's invocations failed as a whole: a wrong setting, a missing"
            + " permission, too little memory or time. Its log group says which; the messages are"
            + " retried.",
        FAILURE_PERCENT,
        share("errors", "invocations", MIN_INVOCATIONS),
        Map.of("errors", errors(analyzer), "invocations", invocations(analyzer)),
        2);
    atLeast(
        "BrokenConversions",
        "The function cannot convert some pictures: they are refused, or converted slowly. Its log"
            + " of the start says why (\"was not primed\"): a native library that cannot be loaded"
            + " is of the wrong processor, or needs another one that is missing.",
        metrics.of("BrokenConversions", "Maximum", PERIOD),
        1,
        1);
    api.ifPresent(this::watchApi);
    page.ifPresent(this::watchPage);
    for (OperationSettings configured : configuration.allOperations()) {
      watchOperation(
          configured.operation().apiName(), configuration.analysis().maxCallsPerDay() > 0);
      watchQuotaUse(configured);
    }
  }

  private void watchApi(Api api) {
    RestApi gateway = api.gateway();
    moreThan(
        "ApiErrors",
        "More than 5% of the API's requests were answered with an error of the server (500 to 599)."
            + " The log of its function says which: a permission, a table or secret that does not"
            + " answer, too little memory or time.",
        FAILURE_PERCENT,
        share("errors", "requests", MIN_INVOCATIONS),
        Map.of(
            "errors", gateway.metricServerError(sum("errors")),
            "requests", gateway.metricCount(sum("requests"))),
        2);
    moreThan(
        "ApiConcurrency",
        "AWS Lambda refused more than 5% of the API's calls, since all functions reserved for it"
            + " were busy. Raise api.concurrency, or the account's concurrency; ./fanlens plan"
            + " --api-calls-per-second N says how much a load needs.",
        FAILURE_PERCENT,
        share("refused", "requests", MIN_INVOCATIONS),
        Map.of(
            "refused", api.function().metricThrottles(sum("refused")),
            "requests", gateway.metricCount(sum("requests"))),
        2);
  }

  private void watchPage(Page page) {
    RestApi gateway = page.gateway();
    moreThan(
        "PageErrors",
        "More than 5% of the page's requests were answered with an error of the server (500 to"
            + " 599). The log of its function says which: a permission, a table, queue or bucket"
            + " that does not answer, too little memory or time.",
        FAILURE_PERCENT,
        share("errors", "requests", MIN_INVOCATIONS),
        Map.of(
            "errors", gateway.metricServerError(sum("errors")),
            "requests", gateway.metricCount(sum("requests"))),
        2);
    moreThan(
        "PageConcurrency",
        "AWS Lambda refused more than 5% of the page's requests, since the account's functions were"
            + " all busy. Raise the account's concurrency; ./fanlens plan says how much the"
            + " pictures need.",
        FAILURE_PERCENT,
        share("refused", "requests", MIN_INVOCATIONS),
        Map.of(
            "refused", page.function().metricThrottles(sum("refused")),
            "requests", gateway.metricCount(sum("requests"))),
        2);
  }

  private static MetricOptions sum(String label) {
    return MetricOptions.builder().statistic("Sum").period(PERIOD).label(label).build();
  }

  private void watchOperation(String operation, boolean spendingLimited) {
    atLeast(
        operation + "AllTargetsDenied",
        "Every Region denies %s, so pictures wait. Check the role's permissions, opt-in Regions and the roles of other accounts."
            .formatted(operation),
        metrics.of("AllTargetsDenied", "Sum", PERIOD, operation),
        1,
        1);
    atLeast(
        operation + "BreakerOpen",
        "A Region has failed to serve %s for a quarter of an hour; the others take over its pictures. Run ./fanlens status to see which; if they keep up, nothing needs to be done."
            .formatted(operation),
        metrics.of("BreakerOpen", "Maximum", PERIOD, operation),
        1,
        3);
    moreThan(
        operation + "Throttled",
        "More than 5%% of the calls of %s were throttled: the account's quota is lower than configured, or something else uses it. Run ./fanlens plan with credentials, which reads the quotas, and set permitsPerSecond accordingly."
            .formatted(operation),
        FAILURE_PERCENT,
        share("throttled", "calls", MIN_CALLS),
        Map.of(
            "throttled", metrics.of("Throttled", "Sum", PERIOD, operation),
            "calls", metrics.of("Calls", "Sum", PERIOD, operation)),
        3);
    if (spendingLimited) {
      atLeast(
          operation + "SpendingStop",
          "The limit of paid calls for this day (UTC) is reached, so pictures wait for %s until the next day. To continue sooner, raise maxCallsPerDay and deploy."
              .formatted(operation),
          metrics.of("SpendingStop", "Sum", PERIOD, operation),
          1,
          1);
    }
  }

  private void watchQuotaUse(OperationSettings configured) {
    String operation = configured.operation().apiName();
    moreThan(
        operation + "QuotaUse",
        "For half an hour %s has used more than 90%% of all its quotas; pictures beyond that wait. Run ./fanlens plan for the quota to increase first."
            .formatted(operation),
        QUOTA_USE_PERCENT,
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
        periods,
        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD);
  }

  /** In at least one of the last periods. */
  private void inOneOf(
      String id, String description, IMetric metric, double threshold, int periods) {
    alarm(
        id,
        description,
        metric,
        threshold,
        periods,
        1,
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
    alarm(
        id,
        description,
        percent,
        threshold,
        periods,
        periods,
        ComparisonOperator.GREATER_THAN_THRESHOLD);
  }

  private void alarm(
      String id,
      String description,
      IMetric metric,
      double threshold,
      int periods,
      int breaching,
      ComparisonOperator comparison) {
    Alarm alarm =
        Alarm.Builder.create(this, id)
            .alarmDescription(description)
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(periods)
            .datapointsToAlarm(breaching == periods ? null : breaching)
            .comparisonOperator(comparison)
            // Metrics are only written when they have a value.
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(notification);
    alarm.addOkAction(notification);
    all.add(alarm);
  }

  List<IAlarm> all() {
    return List.copyOf(all);
  }

  /** 0 below the minimum: one of a few would be a large share. */
  private static String share(String some, String whole, int minimum) {
    return "IF(%2$s >= %3$d, 100 * %1$s / %2$s, 0)".formatted(some, whole, minimum);
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
