package io.fanlens.infra.monitoring;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.api.Api;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.page.Page;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.cost.RekognitionPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * Three questions at a glance, from top to bottom: does it keep up, what does it cost, which Region
 * is unhealthy.
 */
public final class Dashboard extends Construct {

  private static final int WIDTH = 24;
  private static final int HEIGHT = 6;
  private static final Duration MINUTE = Duration.minutes(1);
  private static final Duration DAY = Duration.days(1);

  private final StageConfiguration configuration;
  private final Metrics metrics;
  private final software.amazon.awscdk.services.cloudwatch.Dashboard dashboard;

  public Dashboard(
      Construct scope,
      String id,
      StageConfiguration configuration,
      Metrics metrics,
      Alarms alarms,
      Intake intake,
      AnalyzerFunction analyzer,
      Optional<Api> api,
      Optional<Page> page) {
    super(scope, id);
    this.configuration = configuration;
    this.metrics = metrics;
    dashboard =
        software.amazon.awscdk.services.cloudwatch.Dashboard.Builder.create(this, "Dashboard")
            // Names of dashboards are unique in the account, over all Regions.
            .dashboardName(configuration.stackName() + "-" + configuration.homeRegion())
            .defaultInterval(Duration.hours(3))
            .build();
    dashboard.addWidgets(
        AlarmStatusWidget.Builder.create()
            .title("Alarms")
            .alarms(alarms.all())
            .width(WIDTH)
            .height(3)
            .build());
    throughput(intake, analyzer);
    api.ifPresent(each -> requests("API", each.gateway(), each.function()));
    page.ifPresent(each -> requests("Page", each.gateway(), each.function()));
    dashboard.addWidgets(cost());
    configuration.allOperations().forEach(this::regions);
  }

  private void throughput(Intake intake, AnalyzerFunction analyzer) {
    dashboard.addWidgets(
        graph(
            "Messages",
            8,
            intake.queue().metricApproximateNumberOfMessagesVisible(maximum("waiting")),
            intake.queue().metricApproximateNumberOfMessagesNotVisible(maximum("in flight"))),
        graph("Oldest message, seconds", 8, metrics.oldestMessage(intake.queue(), MINUTE)),
        graph(
            "Functions",
            8,
            analyzer.function().metric("ConcurrentExecutions", maximum("concurrent")),
            analyzer.function().metricErrors(options("Sum", "errors")),
            analyzer.function().metricThrottles(options("Sum", "throttled by AWS Lambda"))));
    List<IWidget> outcomes = new ArrayList<>();
    for (OperationSettings configured : configuration.analysis().operations()) {
      String operation = configured.operation().apiName();
      outcomes.add(
          GraphWidget.Builder.create()
              .title(operation + ": pictures a minute by outcome")
              .width(8)
              .height(HEIGHT)
              .stacked(true)
              .left(
                  Stream.of("Succeeded", "Failed", "Gone", "Later", "Errors")
                      .map(outcome -> metrics.of(outcome, "Sum", MINUTE, operation))
                      .toList())
              .build());
    }
    outcomes.add(
        graph(
            "Quota use, percent",
            8,
            configuration.allOperations().stream().map(this::quotaUse).toArray(IMetric[]::new)));
    outcomes.add(
        graph(
            "Steps of a picture, ms (p95)",
            8,
            Stream.of("HeadTime", "FetchTime", "ConvertTime", "StoreTime")
                .map(step -> metrics.of(step, "p95", MINUTE))
                .toArray(IMetric[]::new)));
    dashboard.addWidgets(outcomes.toArray(IWidget[]::new));
  }

  private void requests(String name, RestApi gateway, Function function) {
    dashboard.addWidgets(
        graph(
            name + ": requests a minute",
            8,
            gateway.metricCount(options("Sum", "all")),
            gateway.metricClientError(options("Sum", "refused (4xx)")),
            gateway.metricServerError(options("Sum", "failed (5xx)"))),
        graph(
            name + ": time of a request, ms",
            8,
            gateway.metricLatency(options("p50", "p50")),
            gateway.metricLatency(options("p99", "p99"))),
        graph(
            name + ": functions",
            8,
            function.metric("ConcurrentExecutions", maximum("concurrent")),
            function.metricErrors(options("Sum", "errors")),
            function.metricThrottles(options("Sum", "refused by AWS Lambda"))));
  }

  private IMetric quotaUse(OperationSettings configured) {
    String operation = configured.operation().apiName();
    String calls = "calls" + operation;
    return MathExpression.Builder.create()
        .expression(Metrics.quotaUse(calls, configured, MINUTE))
        .usingMetrics(Map.of(calls, metrics.of("Calls", "Sum", MINUTE, operation)))
        .label(operation)
        .period(MINUTE)
        .build();
  }

  /** An estimate at the first tier's price in the home Region, rarely too low. */
  private IWidget[] cost() {
    List<IMetric> calls = new ArrayList<>();
    Map<String, IMetric> paid = new TreeMap<>();
    List<String> dollars = new ArrayList<>();
    for (OperationSettings configured : configuration.allOperations()) {
      String operation = configured.operation().apiName();
      IMetric metric = metrics.of("PaidCalls", "Sum", DAY, operation);
      String name = "m" + paid.size();
      paid.put(name, metric);
      dollars.add(
          "FILL(%s, 0) * %s"
              .formatted(
                  name,
                  RekognitionPrice.perCall(configured.operation(), configuration.homeRegion())));
      calls.add(metric);
    }
    IMetric sum =
        MathExpression.Builder.create()
            .expression(String.join(" + ", dollars))
            .usingMetrics(paid)
            .label("US$ for Amazon Rekognition, about")
            .period(DAY)
            .build();
    return new IWidget[] {
      value("Today (UTC), US$", 6, sum),
      value("Today (UTC), paid calls", WIDTH - 6, calls.toArray(IMetric[]::new))
    };
  }

  private void regions(OperationSettings configured) {
    String operation = configured.operation().apiName();
    List<TargetSettings> targets = configured.targets();
    dashboard.addWidgets(
        graph(
            operation + ": throttled calls by Region",
            8,
            each("Throttled", "Sum", operation, targets)),
        graph(
            operation + ": open circuit breakers by Region",
            8,
            each("BreakerOpen", "Maximum", operation, targets)),
        graph(
            operation + ": time of a call by Region, ms (p95)",
            8,
            each("CallTime", "p95", operation, targets)));
  }

  private IMetric[] each(
      String name, String statistic, String operation, List<TargetSettings> targets) {
    return targets.stream()
        .map(target -> metrics.of(name, statistic, MINUTE, operation, target))
        .toArray(IMetric[]::new);
  }

  private static IWidget graph(String title, int width, IMetric... lines) {
    return GraphWidget.Builder.create()
        .title(title)
        .width(width)
        .height(HEIGHT)
        .left(List.of(lines))
        .build();
  }

  private static IWidget value(String title, int width, IMetric... values) {
    return SingleValueWidget.Builder.create()
        .title(title)
        .width(width)
        .height(4)
        .metrics(List.of(values))
        // A day is longer than the dashboard's interval; the last value is today's.
        .start("-P1D")
        .build();
  }

  private static MetricOptions maximum(String label) {
    return options("Maximum", label);
  }

  private static MetricOptions options(String statistic, String label) {
    return MetricOptions.builder().statistic(statistic).period(MINUTE).label(label).build();
  }
}
