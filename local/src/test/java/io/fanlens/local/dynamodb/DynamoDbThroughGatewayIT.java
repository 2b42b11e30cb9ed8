package io.fanlens.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.local.cloud.StorageCloud;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
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

  /** As another cloud in the same process does. */
  @Test
  void shouldAnswerWhileAnotherOneStarts() throws Exception {
    AtomicBoolean started = new AtomicBoolean();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> requests =
          clients.submit(
              () -> {
                while (!started.get()) {
                  CLOUD.dynamoDb().listTables();
                }
              });
      for (int i = 0; i < 100; i++) {
        EmbeddedDynamoDb.start().close();
      }
      started.set(true);
      requests.get();
    }
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
