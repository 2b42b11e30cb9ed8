package io.fanlens.operations.results;

import io.fanlens.result.AttributeJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads finished rows. A row without a status is in progress. */
public final class ResultReader {

  /** Keys per BatchGetItem call. */
  private static final int MAX_KEYS = 100;

  private final DynamoDbClient dynamodb;
  private final String table;

  public ResultReader(DynamoDbClient dynamodb, String table) {
    this.dynamodb = dynamodb;
    this.table = table;
  }

  /** The finished ones of these rows, complete. */
  public Map<RowKey, StoredRow> finished(Collection<RowKey> wanted) {
    Map<RowKey, StoredRow> found = new HashMap<>();
    for (RowKey key : withStatus(wanted)) {
      Map<String, AttributeValue> item =
          dynamodb
              .getItem(get -> get.tableName(table).key(key.attributes()).consistentRead(true))
              .item();
      found.put(key, new StoredRow(AttributeJson.of(item)));
    }
    return found;
  }

  private List<RowKey> withStatus(Collection<RowKey> wanted) {
    List<RowKey> finished = new ArrayList<>();
    Deque<Map<String, AttributeValue>> open = new ArrayDeque<>();
    wanted.forEach(key -> open.add(key.attributes()));
    while (!open.isEmpty()) {
      List<Map<String, AttributeValue>> keys = new ArrayList<>();
      while (!open.isEmpty() && keys.size() < MAX_KEYS) {
        keys.add(open.remove());
      }
      KeysAndAttributes request =
          KeysAndAttributes.builder()
              .keys(keys)
              .consistentRead(true)
              .projectionExpression("id, operation, #status")
              .expressionAttributeNames(Map.of("#status", "status"))
              .build();
      BatchGetItemResponse answer =
          dynamodb.batchGetItem(get -> get.requestItems(Map.of(table, request)));
      answer.responses().getOrDefault(table, List.of()).stream()
          .filter(item -> item.containsKey("status"))
          .map(RowKey::of)
          .forEach(finished::add);
      KeysAndAttributes left = answer.unprocessedKeys().get(table);
      if (left != null) {
        open.addAll(left.keys());
      }
    }
    return finished;
  }
}
