package io.fanlens.stage.configuration;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaSettings;
import io.fanlens.settings.ResultSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Timings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One stage, as {@code cdk.json} configures it under {@code context.fanlens.stages}.
 *
 * @param stage name of the block, chosen with {@code -c stage=NAME}
 * @param stackName of the AWS CloudFormation stack
 * @param homeRegion where bucket, queue, function and table are
 * @param names of single resources
 * @param bucket where pictures come from
 * @param analysis what pictures are analyzed for
 * @param function what the function gets
 * @param api the synchronous API; none unless configured
 * @param page where users sign in and upload pictures; none unless configured
 * @param results how results are stored and published
 * @param monitoring what is encrypted, logged and traced
 * @param removal what happens to the data when the stack is deleted
 */
public record StageConfiguration(
    String stage,
    String stackName,
    String homeRegion,
    NamesConfiguration names,
    BucketConfiguration bucket,
    AnalysisConfiguration analysis,
    FunctionConfiguration function,
    Optional<ApiConfiguration> api,
    Optional<PageConfiguration> page,
    ResultsConfiguration results,
    MonitoringConfiguration monitoring,
    Removal removal) {

  public static final String DEFAULT_STAGE = "default";

  static String stackName(String stage) {
    return stage.equals(DEFAULT_STAGE) ? "Fanlens" : "Fanlens-" + stage;
  }

  /** What pictures are analyzed for, then what only the API answers. */
  public List<OperationSettings> allOperations() {
    List<OperationSettings> all = new ArrayList<>(analysis.operations());
    for (OperationSettings one : api.map(ApiConfiguration::operations).orElse(List.of())) {
      if (all.stream().noneMatch(each -> each.operation() == one.operation())) {
        all.add(one);
      }
    }
    return all;
  }

  /** Configured parts whose cost no plan includes. */
  public Optional<String> notInPlan() {
    List<String> parts = new ArrayList<>(monitoring.notInPlan().stream().toList());
    if (page.isPresent()) {
      parts.add("requests and users of the page");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  public Timings timings() {
    return Timings.DEFAULTS;
  }

  /**
   * The settings of the API's function: its operations, and nothing that only pictures of the
   * bucket need.
   */
  public Settings apiSettings(String queueUrl, String deadLetterQueueUrl, String quotaTable) {
    ApiConfiguration configured = api.orElseThrow();
    return new Settings(
        homeRegion,
        results.table(),
        queueUrl,
        deadLetterQueueUrl,
        configured.operations(),
        analysis.accounts(),
        OperationsByPrefix.ALL,
        new QuotaSettings(
            analysis.choice(),
            quotaTable,
            configured.processes(function.maximumConcurrency()),
            analysis.maxCallsPerDay()),
        analysis.maxAttempts(),
        Settings.DEFAULT_MAX_PIXELS,
        timings(),
        ResultSettings.PLAIN);
  }

  /** The function's settings; arguments may be tokens that only the deployment resolves. */
  public Settings settings(
      String queueUrl, String deadLetterQueueUrl, String quotaTable, String answerBucket) {
    return new Settings(
        homeRegion,
        results.table(),
        queueUrl,
        deadLetterQueueUrl,
        analysis.operations(),
        analysis.accounts(),
        analysis.operationsByPrefix(),
        new QuotaSettings(
            analysis.choice(),
            quotaTable,
            function.maximumConcurrency(),
            analysis.maxCallsPerDay(),
            api.map(ApiConfiguration::maxWaitMillis).orElse(null)),
        analysis.maxAttempts(),
        Settings.DEFAULT_MAX_PIXELS,
        timings(),
        results.settings(answerBucket));
  }
}
