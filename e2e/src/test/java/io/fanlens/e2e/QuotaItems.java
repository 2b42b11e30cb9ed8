package io.fanlens.e2e;

import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.local.cloud.LocalCloud;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stack's quota table: rates, breakers and reservations of the targets. */
public final class QuotaItems {

  private final DynamoDbClient dynamoDb;
  private final String table;

  QuotaItems(LocalCloud cloud) {
    dynamoDb = cloud.clients().dynamodb();
    table = cloud.outputs().get("QuotaTableName");
  }

  public List<Map<String, AttributeValue>> all() {
    return dynamoDb.scan(request -> request.tableName(table).consistentRead(true)).items();
  }

  /** Of a Region's target; empty when it has none. */
  public Map<String, AttributeValue> of(String region) {
    return all().stream()
        .filter(item -> item.get(DynamoDbQuotaTable.TARGET).s().endsWith("#" + region))
        .findAny()
        .orElse(Map.of());
  }

  /** Forgets cut rates, open breakers and whatever else the items hold. */
  public void clear() {
    for (Map<String, AttributeValue> item : all()) {
      Map<String, AttributeValue> key =
          Map.of(
              DynamoDbQuotaTable.GROUP, item.get(DynamoDbQuotaTable.GROUP),
              DynamoDbQuotaTable.TARGET, item.get(DynamoDbQuotaTable.TARGET));
      dynamoDb.deleteItem(request -> request.tableName(table).key(key));
    }
  }

  public void deleteTable() {
    dynamoDb.deleteTable(request -> request.tableName(table));
  }
}
