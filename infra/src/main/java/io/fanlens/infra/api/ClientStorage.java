package io.fanlens.infra.api;

import io.fanlens.aws.DynamoDbClientTable;
import io.fanlens.infra.security.Encryption;
import io.fanlens.infra.security.RemovalPolicies;
import io.fanlens.stage.configuration.Removal;
import io.fanlens.stage.configuration.StageConfiguration;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.CfnSecret.GenerateSecretStringProperty;
import software.constructs.Construct;

/**
 * The API's clients with what they have used, and the one secret that all their keys derive from.
 * The table holds no secret, so neither is worth anything without the other.
 */
public final class ClientStorage extends Construct {

  private static final int MASTER_LENGTH = 64;

  private final Table table;
  private final CfnSecret master;

  ClientStorage(
      Construct scope, String id, StageConfiguration configuration, Encryption encryption) {
    super(scope, id);
    table =
        encryption
            .of(Table.Builder.create(this, "Table"))
            .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .timeToLiveAttribute("expiresAt")
            .deletionProtection(configuration.removal() == Removal.RETAIN)
            .removalPolicy(RemovalPolicies.ofProtected(configuration.removal()))
            .build();
    // Only clients have names, so it has no address and no answer that is kept for a repeat.
    table.addGlobalSecondaryIndex(
        GlobalSecondaryIndexProps.builder()
            .indexName(DynamoDbClientTable.BY_NAME)
            .partitionKey(Attribute.builder().name("name").type(AttributeType.STRING).build())
            .projectionType(ProjectionType.KEYS_ONLY)
            .build());
    // The plain resource, since the CDK's own lets every principal of the account use the key.
    IKey key = encryption.keyOrNull();
    master =
        CfnSecret.Builder.create(this, "Master")
            .description("What the keys of the API's clients derive from")
            .generateSecretString(
                GenerateSecretStringProperty.builder()
                    .passwordLength(MASTER_LENGTH)
                    .excludePunctuation(true)
                    .build())
            .kmsKeyId(key == null ? null : key.getKeyArn())
            .build();
    master.applyRemovalPolicy(RemovalPolicies.of(configuration.removal()));
  }

  public Table table() {
    return table;
  }

  /** The ARN of the secret. */
  public String master() {
    return master.getRef();
  }
}
