package io.fanlens.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.local.cloud.StorageCloud;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoDbThroughGatewayIT {

  @RegisterExtension static final StorageCloud CLOUD = new StorageCloud();

  @BeforeAll
  @SuppressWarnings("unchecked") // The SDK takes builders as varargs.
  static void createTable() {
    CLOUD
        .dynamoDb()
        .createTable(
            r ->
                r.tableName("results")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                        a -> a.attributeName("id").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("operation").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("failedOn").attributeType(ScalarAttributeType.S))
                    .keySchema(
                        k -> k.attributeName("id").keyType(KeyType.HASH),
                        k -> k.attributeName("operation").keyType(KeyType.RANGE))
                    .globalSecondaryIndexes(
                        i ->
                            i.indexName("failed")
                                .keySchema(k -> k.attributeName("failedOn").keyType(KeyType.HASH))
                                .projection(p -> p.projectionType(ProjectionType.ALL))));
  }

  @Test
  void shouldReturnTheOldItemToTheLoserOfAConditionalWrite() {
    put("picture", "2026-01-01");

    ConditionalCheckFailedException lost =
        assertThrows(
            ConditionalCheckFailedException.class,
            () ->
                CLOUD
                    .dynamoDb()
                    .putItem(
                        r ->
                            r.tableName("results")
                                .item(row("picture", "2026-02-02"))
                                .conditionExpression("attribute_not_exists(id)")
                                .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD)));

    assertEquals(row("picture", "2026-01-01"), lost.item());
  }

  /** All instances of a process share what a new one fills; another cloud is another instance. */
  @Test
  void shouldAnswerARequestOnlyAfterAnotherInstanceHasStarted() {
    CompletableFuture<ListTablesResponse> answer =
        EmbeddedDynamoDb.withoutRequests(
            () -> {
              CompletableFuture<ListTablesResponse> request =
                  CompletableFuture.supplyAsync(() -> CLOUD.dynamoDb().listTables());
              while (!request.isDone() && !EmbeddedDynamoDb.OPERATIONS.hasQueuedThreads()) {
                Thread.onSpinWait();
              }
              assertFalse(request.isDone());
              return request;
            });

    assertEquals(List.of("results"), answer.join().tableNames());
  }

  @Test
  void shouldQueryAnIndex() {
    put("one", "2026-03-03");
    put("two", "2026-03-04");

    var page =
        CLOUD
            .dynamoDb()
            .query(
                r ->
                    r.tableName("results")
                        .indexName("failed")
                        .keyConditionExpression("failedOn = :day")
                        .expressionAttributeValues(Map.of(":day", text("2026-03-03"))));

    assertEquals(1, page.count());
    assertEquals("one", page.items().getFirst().get("id").s());
  }

  @Test
  void shouldIsolateCloudsInOneProcess() {
    try (StorageCloud other = new StorageCloud()) {
      assertEquals(0, other.dynamoDb().listTables().tableNames().size());
      assertEquals(0, other.s3().listBuckets().buckets().size());
    }
    assertEquals(1, CLOUD.dynamoDb().listTables().tableNames().size());
  }

  private static void put(String id, String failedOn) {
    CLOUD.dynamoDb().putItem(r -> r.tableName("results").item(row(id, failedOn)));
  }

  private static Map<String, AttributeValue> row(String id, String failedOn) {
    return Map.of("id", text(id), "operation", text("DetectFaces"), "failedOn", text(failedOn));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
