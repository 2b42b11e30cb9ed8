package io.fanlens.infra;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.analyzer.Assets;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.monitoring.AlarmTopic;
import io.fanlens.infra.monitoring.Alarms;
import io.fanlens.infra.monitoring.Dashboard;
import io.fanlens.infra.monitoring.LogQueries;
import io.fanlens.infra.monitoring.Metrics;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.results.ResultEvents;
import io.fanlens.infra.results.ResultStorage;
import io.fanlens.infra.security.AccessLogBucket;
import io.fanlens.infra.security.Encryption;
import io.fanlens.stage.configuration.MonitoringConfiguration;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The whole of Fanlens in one account and Region: pictures in, rows out. */
final class FanlensStack extends Stack {

  FanlensStack(Construct scope, StageConfiguration configuration, Assets assets) {
    super(
        scope,
        configuration.stackName(),
        StackProps.builder()
            .description("Fanlens: pictures looked at by Amazon Rekognition over many Regions")
            .env(Environment.builder().region(configuration.homeRegion()).build())
            // The CDK CLI checks the bootstrap version itself when it deploys.
            .synthesizer(
                DefaultStackSynthesizer.Builder.create()
                    .generateBootstrapVersionRule(false)
                    .build())
            .build());
    Encryption encryption = new Encryption(this, "Encryption", configuration);
    if (configuration.oversight().kmsKey().equals(MonitoringConfiguration.OWN_KEY)) {
      output("KeyArn", encryption.keyOrNull().getKeyArn(), "What everything is encrypted with");
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
                "Changes of results that the event bus did not take"));
    Metrics metrics = new Metrics(configuration.stackName());
    AlarmTopic topic = new AlarmTopic(this, "AlarmTopic", configuration, encryption);
    Alarms alarms =
        new Alarms(this, "Alarms", configuration, metrics, topic, intake, analyzer, events);
    new Dashboard(this, "Dashboard", configuration, metrics, alarms, intake, analyzer);
    new LogQueries(this, "LogQueries", configuration, analyzer.log());
    output("AlarmTopicArn", topic.topic().getTopicArn(), "Where alarms are told");
    output("BucketName", intake.bucket().getBucketName(), "Put pictures here");
    if (configuration.bucket().isExisting()) {
      output(
          "EventKeys",
          toJsonString(configuration.bucket().keys().byName()),
          "Keys of that bucket that are pictures, by beginning and end; nothing lets all pass");
    }
    output(
        "TableName",
        results.table().getTableName(),
        "What was seen, a row a picture and operation");
    output(
        "AnswerBucketName",
        results.answers().getBucketName(),
        "Answers that are too large for a row");
    output(
        "QuotaTableName",
        quotaTable.table().getTableName(),
        "How busy each Region is: start times, rates, breakers");
    accessLogs
        .own()
        .ifPresent(
            bucket ->
                output(
                    "AccessLogBucketName",
                    bucket.getBucketName(),
                    "Who asked the buckets for what"));
    output("QueueUrl", intake.queue().getQueueUrl(), "Pictures that wait");
    output(
        "DeadLetterQueueUrl",
        intake.deadLetterQueue().getQueueUrl(),
        "Messages of pictures whose attempts are spent");
    output(
        "FunctionName",
        analyzer.function().getFunctionName(),
        "The function that looks at pictures");
  }

  private void output(String name, String value, String description) {
    CfnOutput.Builder.create(this, name).value(value).description(description).build();
  }
}
