package io.fanlens.infra.intake;

import io.fanlens.infra.security.AccessLogBucket;
import io.fanlens.infra.security.Encryption;
import io.fanlens.infra.security.RemovalPolicies;
import io.fanlens.settings.Timings;
import io.fanlens.stage.configuration.KeyFilters;
import io.fanlens.stage.configuration.NamesConfiguration;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.FilterRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationFilterProperty;
import software.amazon.awscdk.services.s3.CfnBucket.QueueConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.S3KeyFilterProperty;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Where pictures arrive: a private bucket, or an existing one, that notifies a queue of each object
 * created or removed.
 */
public final class Intake extends Construct {

  private static final String CREATED = "s3:ObjectCreated:*";

  /** ObjectRemoved does not include expiry by a lifecycle rule. */
  private static final List<String> EVENTS =
      List.of(CREATED, "s3:ObjectRemoved:*", "s3:LifecycleExpiration:*");

  /**
   * The highest count that Amazon SQS allows. Every receive counts, even a wait for capacity, so it
   * only stops messages that crash the function; real attempts are counted in the results table.
   */
  private static final int MAX_RECEIVES = Timings.QUEUE_MAX_RECEIVES;

  private final IBucket bucket;
  private final Queue queue;
  private final Queue deadLetterQueue;

  public Intake(
      Construct scope,
      String id,
      StageConfiguration configuration,
      Encryption encryption,
      AccessLogBucket accessLogs) {
    super(scope, id);
    NamesConfiguration names = configuration.names();
    // The maximum of Amazon SQS. A message moved here keeps the time at which it was first sent.
    deadLetterQueue =
        encryption
            .of(queue("DeadLetterQueue"))
            .queueName(names.queueOrNull("-dead-letters"))
            .retentionPeriod(Duration.days(14))
            .build();
    queue =
        encryption
            .of(queue("Queue"))
            .queueName(names.queueOrNull(""))
            .retentionPeriod(Duration.days(Timings.QUEUE_RETENTION.toDays()))
            .visibilityTimeout(
                Duration.seconds(configuration.timings().queueVisibility().toSeconds()))
            .receiveMessageWaitTime(Duration.seconds(20))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(deadLetterQueue)
                    .maxReceiveCount(MAX_RECEIVES)
                    .build())
            .build();
    if (configuration.function().keepActive()) {
      new WeeklyMessage(this, "Weekly", encryption, queue);
    }
    if (configuration.bucket().isExisting()) {
      bucket = Bucket.fromBucketName(this, "Bucket", configuration.bucket().existing());
      new BucketEvents(this, "Events", configuration, encryption, queue, deadLetterQueue);
    } else {
      Bucket created =
          encryption
              .of(Bucket.Builder.create(this, "Bucket"))
              .bucketName(names.bucketOrNull())
              .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
              .enforceSsl(true)
              .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
              .removalPolicy(RemovalPolicies.of(configuration.removal()))
              .build();
      accessLogs.log(created, "pictures");
      notifyQueue((CfnBucket) created.getNode().getDefaultChild(), configuration);
      encryption.allowService(
          "BucketNotifications",
          "s3.amazonaws.com",
          Encryption.SENDER_ACTIONS,
          Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)));
      bucket = created;
    }
  }

  public IBucket bucket() {
    return bucket;
  }

  public Queue queue() {
    return queue;
  }

  public Queue deadLetterQueue() {
    return deadLetterQueue;
  }

  private Queue.Builder queue(String id) {
    return Queue.Builder.create(this, id).enforceSsl(true);
  }

  /**
   * A plain property of the bucket, because the CDK's way adds a function that sets it. Amazon S3
   * sends a test message when the notification is set, so the queue's policy has to exist before
   * the bucket and cannot refer to it: it names the account and the beginning of the bucket's name.
   */
  private void notifyQueue(CfnBucket cfnBucket, StageConfiguration configuration) {
    List<QueueConfigurationProperty> rules = new ArrayList<>();
    for (String event : configuration.results().removeWithPicture() ? EVENTS : List.of(CREATED)) {
      for (KeyFilters.Pair keys : configuration.bucket().pairs()) {
        rules.add(rule(event, keys));
      }
    }
    cfnBucket.setNotificationConfiguration(
        NotificationConfigurationProperty.builder().queueConfigurations(rules).build());
    Stack stack = Stack.of(this);
    String name = configuration.names().bucket();
    // AWS CloudFormation generates STACK-LOGICALID-RANDOM in lower case.
    String namePattern =
        name.isEmpty()
            ? (stack.getStackName() + "-" + getNode().getId() + "Bucket").toLowerCase(Locale.ROOT)
                + "*"
            : name;
    queue.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("BucketNotifications")
            .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queue.getQueueArn()))
            .conditions(
                // Sorted, so that every synthesis gives the same template.
                new TreeMap<>(
                    Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
                        "ArnLike",
                        Map.of(
                            "aws:SourceArn",
                            "arn:%s:s3:::%s".formatted(Aws.PARTITION, namePattern)))))
            .build());
    cfnBucket.getNode().addDependency(queue.getNode().findChild("Policy"));
  }

  /** A rule has at most one prefix and one suffix. */
  private QueueConfigurationProperty rule(String event, KeyFilters.Pair keys) {
    QueueConfigurationProperty.Builder rule =
        QueueConfigurationProperty.builder().event(event).queue(queue.getQueueArn());
    List<FilterRuleProperty> filters = new ArrayList<>();
    if (!keys.prefix().isEmpty()) {
      filters.add(FilterRuleProperty.builder().name("prefix").value(keys.prefix()).build());
    }
    if (!keys.suffix().isEmpty()) {
      filters.add(FilterRuleProperty.builder().name("suffix").value(keys.suffix()).build());
    }
    if (!filters.isEmpty()) {
      rule.filter(
          NotificationFilterProperty.builder()
              .s3Key(S3KeyFilterProperty.builder().rules(filters).build())
              .build());
    }
    return rule.build();
  }
}
