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
 * With which key everything is encrypted at rest: each service's own, which costs nothing and needs
 * no permission, or one AWS KMS key of yours for all.
 */
public final class Encryption extends Construct {

  /** What a sender needs for an encrypted queue or topic. */
  public static final List<String> TO_SEND = List.of("kms:Decrypt", "kms:GenerateDataKey");

  private final Optional<IKey> key;

  public Encryption(Construct scope, String id, StageConfiguration configuration) {
    super(scope, id);
    String wanted = configuration.oversight().kmsKey();
    key =
        switch (wanted) {
          case "" -> Optional.empty();
          case MonitoringConfiguration.OWN_KEY -> Optional.of(ownKey(configuration));
          default -> Optional.of(Key.fromKeyArn(this, "Key", wanted));
        };
  }

  private Key ownKey(StageConfiguration configuration) {
    return Key.Builder.create(this, "Key")
        .description("Pictures, results, queues, logs and settings of " + configuration.stackName())
        .enableKeyRotation(true)
        .removalPolicy(RemovalPolicies.of(configuration.removal()))
        .policy(PolicyDocument.Builder.create().statements(List.of(rolesOfThisAccount())).build())
        .build();
  }

  /**
   * Roles, the function's and people's, use the key by their own rights; AWS IAM could give none
   * without this statement, nor could anybody mend the policy.
   */
  private static PolicyStatement rolesOfThisAccount() {
    return PolicyStatement.Builder.create()
        .sid("RolesOfThisAccount")
        .principals(List.of(new AccountRootPrincipal()))
        .actions(List.of("kms:*"))
        .resources(List.of("*"))
        .build();
  }

  /**
   * Lets a service, which has no role, use the stack's own key. An existing key's policy is its
   * owner's; docs/security.md says what it must allow.
   */
  public void letUse(
      String sid, String service, List<String> actions, Map<String, Object> conditions) {
    key.ifPresent(
        own ->
            own.addToResourcePolicy(
                PolicyStatement.Builder.create()
                    .sid(sid)
                    .principals(List.of(new ServicePrincipal(service)))
                    .actions(actions)
                    .resources(List.of("*")) // which in a key's policy is the key
                    // Sorted, so that the template is the same each time.
                    .conditions(new TreeMap<>(conditions))
                    .build()));
  }

  /** Null where the services' own keys are used, which is what the CDK takes for that. */
  public IKey keyOrNull() {
    return key.orElse(null);
  }

  public Queue.Builder of(Queue.Builder queue) {
    return key.map(own -> queue.encryption(QueueEncryption.KMS).encryptionMasterKey(own))
        .orElseGet(() -> queue.encryption(QueueEncryption.SQS_MANAGED));
  }

  /** A bucket key asks AWS KMS once for many objects, not for each. */
  public Bucket.Builder of(Bucket.Builder bucket) {
    return key.map(
            own ->
                bucket.encryption(BucketEncryption.KMS).encryptionKey(own).bucketKeyEnabled(true))
        .orElseGet(() -> bucket.encryption(BucketEncryption.S3_MANAGED));
  }

  /** Otherwise a key that Amazon DynamoDB owns. */
  public Table.Builder of(Table.Builder table) {
    return key.map(own -> table.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(own))
        .orElse(table);
  }

  /** What a role needs that reads, or reads and writes, what is encrypted here. */
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
