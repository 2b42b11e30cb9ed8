package io.fanlens.infra.quota;

import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.infra.security.Encryption;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/**
 * The table in which functions reserve the start times of their calls: one small item per operation
 * and target. Its content is valid for seconds, so it is deleted with the stack.
 */
public final class QuotaStorage extends Construct {

  private final Table table;

  public QuotaStorage(Construct scope, String id, Encryption encryption) {
    super(scope, id);
    table =
        encryption
            .of(Table.Builder.create(this, "Table"))
            .partitionKey(text(DynamoDbQuotaTable.GROUP))
            .sortKey(text(DynamoDbQuotaTable.TARGET))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
  }

  public Table table() {
    return table;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
