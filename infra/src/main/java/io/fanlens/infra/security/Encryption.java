package io.fanlens.infra.security;

import io.fanlens.stage.configuration.MonitoringConfiguration;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The keys of everything at rest: the services' own, which cost nothing and need no permissions, or
 * one AWS KMS key for all.
 */
public final class Encryption extends Construct {

  /** Needed to send to an encrypted queue or topic. */
  public static final List<String> SENDER_ACTIONS = List.of("kms:Decrypt", "kms:GenerateDataKey");

  private final Optional<IKey> key;

  public Encryption(Construct scope, String id, StageConfiguration configuration) {
    super(scope, id);
    String configured = configuration.monitoring().kmsKey();
    key =
        switch (configured) {
          case "" -> Optional.empty();
          case MonitoringConfiguration.OWN_KEY -> Optional.of(ownKey(configuration));
          default -> Optional.of(Key.fromKeyArn(this, "Key", configured));
        };
  }

  private Key ownKey(StageConfiguration configuration) {
    return Key.Builder.create(this, "Key")
        .description("Pictures, results, queues, logs and settings of " + configuration.stackName())
        .enableKeyRotation(true)
        .removalPolicy(RemovalPolicies.ofProtected(configuration.removal()))
        .policy(PolicyDocument.Builder.create().statements(List.of(accountAccess())).build())
        .build();
  }

  /**
   * Delegates to AWS IAM: without this statement no role could be permitted to use the key, and
   * nobody could correct the policy.
   */
  private static PolicyStatement accountAccess() {
    return PolicyStatement.Builder.create()
        .sid("AccountAccess")
        .principals(List.of(new AccountRootPrincipal()))
        .actions(List.of("kms:*"))
        .resources(List.of("*"))
        .build();
  }

  /**
   * Permits a service, which has no role, to use the stack's own key. The policy of an existing key
   * is left to its owner; docs/security.md says what it must allow.
   */
  public void allowService(
      String sid, String service, List<String> actions, Map<String, Object> conditions) {
    key.ifPresent(
        own ->
            own.addToResourcePolicy(
                PolicyStatement.Builder.create()
                    .sid(sid)
                    .principals(List.of(new ServicePrincipal(service)))
                    .actions(actions)
                    .resources(List.of("*")) // in a key's policy: the key
                    // Sorted, so that every synthesis gives the same template.
                    .conditions(new TreeMap<>(conditions))
                    .build()));
  }

  /** Null, as the CDK expects it, for the services' own keys. */
  public IKey keyOrNull() {
    return key.orElse(null);
  }

  public Queue.Builder of(Queue.Builder queue) {
    return key.map(own -> queue.encryption(QueueEncryption.KMS).encryptionMasterKey(own))
        .orElseGet(() -> queue.encryption(QueueEncryption.SQS_MANAGED));
  }

  /** A bucket key saves a request to AWS KMS for each object. */
  public Bucket.Builder of(Bucket.Builder bucket) {
    return key.map(
            own ->
                bucket.encryption(BucketEncryption.KMS).encryptionKey(own).bucketKeyEnabled(true))
        .orElseGet(() -> bucket.encryption(BucketEncryption.S3_MANAGED));
  }

  /** By default with a key that Amazon DynamoDB owns. */
  public Table.Builder of(Table.Builder table) {
    return key.map(own -> table.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(own))
        .orElse(table);
  }

  /** The statement of a role that uses encrypted data; none for the services' own keys. */
  public List<PolicyStatement> statement(String sid, String... actions) {
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
