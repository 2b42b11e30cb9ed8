package io.fanlens.infra;

import java.util.List;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/**
 * The table of results: one row an object and operation. It is encrypted with a key that Amazon
 * DynamoDB owns, which costs nothing and needs no further permission.
 */
final class Results extends Construct {

  private final Table table;

  Results(Construct scope, String id, StackConfiguration configuration) {
    super(scope, id);
    table =
        Table.Builder.create(this, "Table")
            .tableName(configuration.table())
            .partitionKey(text("id"))
            .sortKey(text("operation"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .timeToLiveAttribute("expiresAt")
            .deletionProtection(configuration.removal() == Removal.RETAIN)
            .removalPolicy(configuration.removal().policy())
            .build();
    // Only failed rows have these keys. A day is spread over shards, such as 2026-11-22#3: with one
    // key a day, a wave of failures would stall the table at 1,000 writes a second.
    table.addGlobalSecondaryIndex(
        GlobalSecondaryIndexProps.builder()
            .indexName("failed-by-day")
            .partitionKey(text("failedDayShard"))
            .sortKey(text("finishedAt"))
            .projectionType(ProjectionType.INCLUDE)
            .nonKeyAttributes(List.of("errorCode", "errorMessage", "bucket", "sequencer"))
            .build());
  }

  Table table() {
    return table;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
