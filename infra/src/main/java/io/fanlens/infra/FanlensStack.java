package io.fanlens.infra;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.analyzer.Assets;
import io.fanlens.infra.api.Api;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.monitoring.AlarmTopic;
import io.fanlens.infra.monitoring.Alarms;
import io.fanlens.infra.monitoring.Dashboard;
import io.fanlens.infra.monitoring.LogQueries;
import io.fanlens.infra.monitoring.Metrics;
import io.fanlens.infra.page.Page;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.results.ResultEvents;
import io.fanlens.infra.results.ResultStorage;
import io.fanlens.infra.security.AccessLogBucket;
import io.fanlens.infra.security.Encryption;
import io.fanlens.stage.configuration.MonitoringConfiguration;
import io.fanlens.stage.configuration.RegionServices;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** All of Fanlens in one account and Region: pictures in, rows out. */
final class FanlensStack extends Stack {

  FanlensStack(Construct scope, StageConfiguration configuration, Assets assets) {
    super(
        scope,
        configuration.stackName(),
        StackProps.builder()
            .description("Fanlens: picture analysis by Amazon Rekognition in many Regions")
            .env(Environment.builder().region(configuration.homeRegion()).build())
            // The CDK CLI checks the bootstrap version itself when it deploys.
            .synthesizer(
                DefaultStackSynthesizer.Builder.create()
                    .generateBootstrapVersionRule(false)
                    .build())
            .build());
    RegionServices.warning(configuration)
        .ifPresent(warning -> Annotations.of(this).addWarningV2("fanlens:homeRegion", warning));
    Encryption encryption = new Encryption(this, "Encryption", configuration);
    if (configuration.monitoring().kmsKey().equals(MonitoringConfiguration.OWN_KEY)) {
      output("KeyArn", encryption.keyOrNull().getKeyArn(), "KMS key of everything at rest");
    }
    AccessLogBucket accessLogs = new AccessLogBucket(this, "AccessLogs", configuration);
    Intake intake = new Intake(this, "Intake", configuration, encryption, accessLogs);
    ResultStorage results =
        new ResultStorage(this, "Results", configuration, encryption, accessLogs);
    QuotaStorage quotaTable = new QuotaStorage(this, "Quota", encryption);
    AnalyzerFunction analyzer =
        new AnalyzerFunction(
            this, "Analyzer", configuration, assets, encryption, intake, results, quotaTable);
    Optional<ResultEvents> events =
        configuration.results().events()
            ? Optional.of(
                new ResultEvents(this, "ResultEvents", configuration, encryption, results))
            : Optional.empty();
    events.ifPresent(
        each ->
            output(
                "EventDeadLetterQueueUrl",
                each.deadLetterQueue().getQueueUrl(),
                "Result events that could not be published"));
    Optional<Api> api =
        configuration
            .api()
            .map(
                settings ->
                    new Api(
                        this,
                        "Api",
                        configuration,
                        settings,
                        assets,
                        encryption,
                        intake,
                        analyzer,
                        quotaTable));
    api.ifPresent(
        each -> {
          output("ApiUrl", each.url(), "The API: AWS_ENDPOINT_URL_REKOGNITION of its clients");
          output("ClientsTableName", each.clientsTable(), "Clients of the API, and their calls");
          output("MasterSecretArn", each.master(), "What the keys of clients derive from");
        });
    Optional<Page> page =
        configuration
            .page()
            .map(
                settings ->
                    new Page(
                        this,
                        "Page",
                        configuration,
                        settings,
                        assets,
                        encryption,
                        intake,
                        results,
                        analyzer,
                        quotaTable,
                        api));
    page.ifPresent(
        each -> {
          output("PageUrl", each.url(), "The page: where users sign in and upload pictures");
          output("UserPoolId", each.poolId(), "Users of the page");
          output("UserPoolClientId", each.clientId(), "The page, as the pool knows it");
        });
    Metrics metrics = new Metrics(configuration.stackName());
    AlarmTopic topic = new AlarmTopic(this, "AlarmTopic", configuration, encryption);
    Alarms alarms =
        new Alarms(
            this, "Alarms", configuration, metrics, topic, intake, analyzer, events, api, page);
    new Dashboard(this, "Dashboard", configuration, metrics, alarms, intake, analyzer, api, page);
    new LogQueries(this, "LogQueries", configuration, analyzer.log());
    output("AlarmTopicArn", topic.topic().getTopicArn(), "Topic that alarms notify");
    output("BucketName", intake.bucket().getBucketName(), "Upload pictures here");
    if (configuration.bucket().isExisting()) {
      output(
          "EventKeys",
          toJsonString(configuration.bucket().keys().byName()),
          "Key prefixes and suffixes of pictures in that bucket; empty lists do not filter");
    }
    output(
        "TableName", results.table().getTableName(), "Results, one row per picture and operation");
    output("AnswerBucketName", results.answers().getBucketName(), "Answers too large for a row");
    output(
        "QuotaTableName",
        quotaTable.table().getTableName(),
        "Reserved start times, rates and circuit breakers per Region");
    accessLogs
        .own()
        .ifPresent(
            bucket ->
                output(
                    "AccessLogBucketName", bucket.getBucketName(), "Access logs of the buckets"));
    output("QueueUrl", intake.queue().getQueueUrl(), "Events of pictures to analyze");
    output(
        "DeadLetterQueueUrl",
        intake.deadLetterQueue().getQueueUrl(),
        "Messages whose attempts are used up, or that cannot be read");
    output(
        "FunctionName",
        analyzer.function().getFunctionName(),
        "The function that analyzes pictures");
  }

  private void output(String name, String value, String description) {
    CfnOutput.Builder.create(this, name).value(value).description(description).build();
  }
}
