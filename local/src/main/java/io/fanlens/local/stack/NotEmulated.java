package io.fanlens.local.stack;

import io.fanlens.local.template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Collects what a template defines and the local cloud does not emulate, and reports it in few
 * sentences: one for each consequence, with the resources concerned.
 */
final class NotEmulated {
  private static final String PERMISSIONS =
      "Permissions of roles, queues and buckets are enforced, except these";
  private static final String ENCRYPTION = "Nothing is encrypted at rest";
  private static final String ALARMS = "Metrics, alarms and dashboards are not emulated";
  private static final String LOGS = "Log groups are not emulated, logs go to files";

  private static final String NO_RECOVERY = "Tables have no recovery and no deletion protection";

  private static final String NO_RETRIES =
      "The local event bus delivers every event at once, without retries";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("AWS::IAM::Policy", PERMISSIONS),
          Map.entry("AWS::IAM::ManagedPolicy", PERMISSIONS),
          Map.entry("AWS::KMS::Key", ENCRYPTION),
          Map.entry("AWS::KMS::Alias", ENCRYPTION),
          Map.entry("AWS::CloudWatch::Alarm", ALARMS),
          Map.entry("AWS::CloudWatch::CompositeAlarm", ALARMS),
          Map.entry("AWS::CloudWatch::Dashboard", ALARMS),
          Map.entry("AWS::Logs::MetricFilter", ALARMS),
          Map.entry("AWS::SNS::Topic", ALARMS),
          Map.entry("AWS::SNS::TopicPolicy", ALARMS),
          Map.entry("AWS::SNS::Subscription", ALARMS),
          Map.entry("AWS::Logs::LogGroup", LOGS),
          Map.entry("AWS::ApiGateway::Account", LOGS),
          Map.entry("AWS::Logs::QueryDefinition", LOGS),
          Map.entry("AWS::CDK::Metadata", "The CDK's usage metadata is not collected"));

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("Bucket.VersioningConfiguration", "S3 keeps one version of each object"),
          Map.entry("Bucket.LifecycleConfiguration", "Objects do not expire"),
          Map.entry("Bucket.BucketEncryption", ENCRYPTION),
          Map.entry("Bucket.PublicAccessBlockConfiguration", PERMISSIONS),
          Map.entry("Bucket.OwnershipControls", PERMISSIONS),
          Map.entry("Bucket.LoggingConfiguration", "Requests to buckets are not logged"),
          Map.entry("Queue.MessageRetentionPeriod", "Messages do not expire"),
          Map.entry("Queue.SqsManagedSseEnabled", ENCRYPTION),
          Map.entry("Queue.KmsMasterKeyId", ENCRYPTION),
          Map.entry("Queue.KmsDataKeyReusePeriodSeconds", ENCRYPTION),
          Map.entry("Queue.RedriveAllowPolicy", PERMISSIONS),
          Map.entry("Table.DeletionProtectionEnabled", NO_RECOVERY),
          Map.entry("Table.PointInTimeRecoverySpecification", NO_RECOVERY),
          Map.entry("Table.SSESpecification", ENCRYPTION),
          Map.entry("GlobalTable.SSESpecification", ENCRYPTION),
          Map.entry("Secret.KmsKeyId", ENCRYPTION),
          Map.entry("Stage.AccessLogSetting", LOGS),
          Map.entry("Stage.MethodSettings.DataTraceEnabled", LOGS),
          Map.entry("Stage.MethodSettings.LoggingLevel", LOGS),
          Map.entry("Stage.TracingEnabled", "Traces are not collected"),
          Map.entry("Rule.Targets.DeadLetterConfig", NO_RETRIES),
          Map.entry("Rule.Targets.RetryPolicy", NO_RETRIES),
          Map.entry("Pipe.SourceParameters.DynamoDBStreamParameters.BatchSize", NO_RETRIES),
          Map.entry("Pipe.SourceParameters.DynamoDBStreamParameters.DeadLetterConfig", NO_RETRIES),
          Map.entry(
              "Pipe.SourceParameters.DynamoDBStreamParameters.MaximumRecordAgeInSeconds",
              NO_RETRIES),
          Map.entry(
              "Pipe.SourceParameters.DynamoDBStreamParameters.MaximumRetryAttempts", NO_RETRIES),
          Map.entry(
              "Pipe.SourceParameters.DynamoDBStreamParameters.OnPartialBatchItemFailure",
              NO_RETRIES),
          Map.entry(
              "Function.SnapStart", "SnapStart is not emulated, each process has a cold start"),
          Map.entry("Function.Architectures", "Functions run on this machine's own architecture"),
          Map.entry("Function.KmsKeyArn", ENCRYPTION),
          Map.entry("Function.TracingConfig", "Traces are not collected"),
          Map.entry("Function.LoggingConfig.LogGroup", LOGS));

  private final SequencedMap<String, TreeSet<String>> resourcesBySentence = new LinkedHashMap<>();
  private final SequencedMap<String, Unread> unreadByType = new LinkedHashMap<>();

  /** Adds a resource to a consequence. The sentence has no full stop. */
  void report(String sentence, String logicalId) {
    resourcesBySentence.computeIfAbsent(sentence, any -> new TreeSet<>()).add(logicalId);
  }

  void resource(Resource resource) {
    String unknown = resource.type() + " is not emulated";
    report(TYPES.getOrDefault(resource.type(), unknown), resource.logicalId());
  }

  /**
   * @param path dotted, such as {@code LoggingConfig.LogGroup}
   */
  void property(Resource resource, String path) {
    String type = resource.type();
    String sentence = PROPERTIES.get(type.substring(type.lastIndexOf(':') + 1) + "." + path);
    if (sentence != null) {
      report(sentence, resource.logicalId());
      return;
    }
    Unread unread = unreadByType.computeIfAbsent(type, any -> new Unread());
    unread.paths.add(path);
    unread.resources.add(resource.logicalId());
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    resourcesBySentence.forEach(
        (sentence, ids) -> sentences.add("%s: %s.".formatted(sentence, String.join(", ", ids))));
    unreadByType.forEach(
        (type, unread) ->
            sentences.add(
                "Properties of %s without effect: %s (%s)."
                    .formatted(
                        type,
                        unread.paths.stream().collect(Collectors.joining(", ")),
                        String.join(", ", unread.resources))));
    return sentences;
  }

  /** Properties of one type that are not read. */
  private static final class Unread {
    final TreeSet<String> paths = new TreeSet<>();
    final TreeSet<String> resources = new TreeSet<>();
  }
}
