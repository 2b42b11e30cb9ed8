package io.fanlens.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * With which key everything is encrypted at rest: each service's own, which costs nothing and needs
 * no permission, or one AWS KMS key of yours for all.
 */
final class Encryption extends Construct {

  private final Optional<IKey> key;

  Encryption(Construct scope, String id, StackConfiguration configuration) {
    super(scope, id);
    String wanted = configuration.oversight().kmsKey();
    key =
        switch (wanted) {
          case "" -> Optional.empty();
          case OversightConfiguration.OWN_KEY -> Optional.of(ownKey(configuration));
          default -> Optional.of(Key.fromKeyArn(this, "Key", wanted));
        };
  }

  private Key ownKey(StackConfiguration configuration) {
    return Key.Builder.create(this, "Key")
        .description("Pictures, results, queues, logs and settings of " + configuration.stackName())
        .enableKeyRotation(true)
        .removalPolicy(configuration.removal().policy())
        .policy(KeyPolicy.of(this, configuration))
        .build();
  }

  /** Null where the services' own keys are used, which is what the CDK takes for that. */
  IKey keyOrNull() {
    return key.orElse(null);
  }

  Queue.Builder of(Queue.Builder queue) {
    return key.map(own -> queue.encryption(QueueEncryption.KMS).encryptionMasterKey(own))
        .orElseGet(() -> queue.encryption(QueueEncryption.SQS_MANAGED));
  }

  /** A bucket key asks AWS KMS once for many objects, not for each. */
  Bucket.Builder of(Bucket.Builder bucket) {
    return key.map(
            own ->
                bucket.encryption(BucketEncryption.KMS).encryptionKey(own).bucketKeyEnabled(true))
        .orElseGet(() -> bucket.encryption(BucketEncryption.S3_MANAGED));
  }

  /** Otherwise a key that Amazon DynamoDB owns. */
  Table.Builder of(Table.Builder table) {
    return key.map(own -> table.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(own))
        .orElse(table);
  }

  /** What a role needs that reads, or reads and writes, what is encrypted here. */
  List<PolicyStatement> statement(String sid, String... actions) {
    return key
        .map(
            own ->
                PolicyStatement.Builder.create()
                    .sid(sid)
                    .actions(List.of(actions))
                    .resources(List.of(own.getKeyArn()))
                    .build())
        .stream()
        .toList();
  }
}
