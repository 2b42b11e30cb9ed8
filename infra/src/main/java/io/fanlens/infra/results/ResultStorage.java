package io.fanlens.infra.results;

import io.fanlens.infra.security.AccessLogBucket;
import io.fanlens.infra.security.Encryption;
import io.fanlens.infra.security.RemovalPolicies;
import io.fanlens.stage.configuration.Removal;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * The table of results, one row per object and operation, and the bucket of answers that are too
 * large for a row.
 */
public final class ResultStorage extends Construct {

  /**
   * DynamoDB deletes an expired row within a few days; until then its answer must be readable.
   * Without expiry of rows answers do not expire either.
   */
  private static final int DAYS_AFTER_ROW = 7;

  private final Table table;
  private final Bucket answers;

  public ResultStorage(
      Construct scope,
      String id,
      StageConfiguration configuration,
      Encryption encryption,
      AccessLogBucket accessLogs) {
    super(scope, id);
    table =
        encryption
            .of(Table.Builder.create(this, "Table"))
            .tableName(configuration.results().table())
            .partitionKey(text("id"))
            .sortKey(text("operation"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .timeToLiveAttribute("expiresAt")
            // The event of a removal describes the old row.
            .stream(configuration.results().events() ? StreamViewType.NEW_AND_OLD_IMAGES : null)
            .deletionProtection(configuration.removal() == Removal.RETAIN)
            .removalPolicy(RemovalPolicies.ofProtected(configuration.removal()))
            .build();
    // Only failed rows have these keys. A day has several shards, such as 2026-11-22#3: with a
    // single key, a wave of failures would throttle the table at 1,000 writes a second.
    table.addGlobalSecondaryIndex(
        GlobalSecondaryIndexProps.builder()
            .indexName("failed-by-day")
            .partitionKey(text("failedDayShard"))
            .sortKey(text("finishedAt"))
            .projectionType(ProjectionType.INCLUDE)
            .nonKeyAttributes(List.of("errorCode", "errorMessage", "bucket", "sequencer"))
            .build());
    if (configuration.results().indexByHour()) {
      table.addGlobalSecondaryIndex(
          GlobalSecondaryIndexProps.builder()
              .indexName("by-hour")
              .partitionKey(text("hourShard"))
              .sortKey(text("finishedAt"))
              .projectionType(ProjectionType.INCLUDE)
              .nonKeyAttributes(
                  List.of(
                      "status",
                      "count",
                      "found",
                      "region",
                      "latencyMs",
                      "errorCode",
                      "errorMessage"))
              .build());
    }
    Bucket.Builder bucket =
        encryption
            .of(Bucket.Builder.create(this, "Answers"))
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .removalPolicy(RemovalPolicies.of(configuration.removal()));
    int days = configuration.results().expireAfterDays();
    if (days > 0) {
      bucket.lifecycleRules(
          List.of(
              LifecycleRule.builder()
                  .id("expire-after-their-rows")
                  .expiration(Duration.days(days + DAYS_AFTER_ROW))
                  .build()));
    }
    answers = bucket.build();
    accessLogs.log(answers, "answers");
  }

  public Bucket answers() {
    return answers;
  }

  public Table table() {
    return table;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
