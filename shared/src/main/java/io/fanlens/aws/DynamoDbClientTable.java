package io.fanlens.aws;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallLimit;
import io.fanlens.access.ClientTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** The clients, one item each, with their limits and counts. */
public final class DynamoDbClientTable implements ClientTable {

  /** Of the clients alone, since only they have names; counting a call writes nothing to it. */
  public static final String BY_NAME = "by-name";

  private static final String IS_THERE = "attribute_exists(id)";

  /** Of DynamoDB, for one batch. */
  private static final int MOST_IN_A_BATCH = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoDbClientTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<ApiClient> get(String keyId) throws AccessUnavailableException {
    return table(
        () -> {
          Map<String, AttributeValue> item =
              dynamoDb
                  .getItem(request -> request.tableName(table).key(ClientItem.key(keyId)))
                  .item();
          return item.isEmpty() ? Optional.empty() : Optional.of(ClientItem.read(item));
        });
  }

  /** A scan of the table itself would read each answer that is kept for a repeat. */
  @Override
  public List<ApiClient> list() throws AccessUnavailableException {
    return table(
        () -> {
          List<Map<String, AttributeValue>> keys =
              dynamoDb
                  .scanPaginator(request -> request.tableName(table).indexName(BY_NAME))
                  .items()
                  .stream()
                  .map(item -> Map.of("id", item.get("id")))
                  .toList();
          List<ApiClient> clients = new ArrayList<>();
          for (int i = 0; i < keys.size(); i += MOST_IN_A_BATCH) {
            KeysAndAttributes batch =
                KeysAndAttributes.builder()
                    .consistentRead(true)
                    .keys(keys.subList(i, Math.min(keys.size(), i + MOST_IN_A_BATCH)))
                    .build();
            dynamoDb
                .batchGetItemPaginator(request -> request.requestItems(Map.of(table, batch)))
                .forEach(
                    page ->
                        page.responses()
                            .getOrDefault(table, List.of())
                            .forEach(item -> clients.add(ClientItem.read(item))));
          }
          return clients;
        });
  }

  @Override
  public boolean create(ApiClient client) throws AccessUnavailableException {
    return applied(
        () ->
            dynamoDb.putItem(
                request ->
                    request
                        .tableName(table)
                        .item(ClientItem.of(client))
                        .conditionExpression("attribute_not_exists(id)")));
  }

  @Override
  public boolean limit(String keyId, CallLimit limit) throws AccessUnavailableException {
    List<String> set = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    Map<String, AttributeValue> values = new HashMap<>();
    for (Map.Entry<String, Long> each :
        Map.of("perDay", limit.perDay(), "perMonth", limit.perMonth()).entrySet()) {
      String name = each.getKey();
      if (each.getValue() == 0) {
        removed.add(name);
      } else {
        set.add("%1$s = :%1$s".formatted(name));
        values.put(":" + name, ClientItem.number(each.getValue()));
      }
    }
    return update(keyId, clause("SET", set) + clause("REMOVE", removed), Map.of(), values);
  }

  @Override
  public boolean enable(String keyId, boolean enabled) throws AccessUnavailableException {
    return update(
        keyId,
        "SET #state = :state",
        Map.of("#state", "state"),
        Map.of(":state", ClientItem.state(enabled)));
  }

  @Override
  public Optional<Integer> rotate(String keyId, String master) throws AccessUnavailableException {
    return table(
        () -> {
          try {
            Map<String, AttributeValue> changed =
                dynamoDb
                    .updateItem(
                        request ->
                            request
                                .tableName(table)
                                .key(ClientItem.key(keyId))
                                .updateExpression("SET version = version + :one, master = :master")
                                .conditionExpression(IS_THERE)
                                .expressionAttributeValues(
                                    Map.of(
                                        ":one", ClientItem.number(1),
                                        ":master", AttributeValue.fromS(master)))
                                .returnValues(ReturnValue.UPDATED_NEW))
                    .attributes();
            return Optional.of(Integer.valueOf(changed.get("version").n()));
          } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public boolean remove(String keyId) throws AccessUnavailableException {
    return applied(
        () ->
            dynamoDb.deleteItem(
                request ->
                    request
                        .tableName(table)
                        .key(ClientItem.key(keyId))
                        .conditionExpression(IS_THERE)));
  }

  private boolean update(
      String keyId, String change, Map<String, String> names, Map<String, AttributeValue> values)
      throws AccessUnavailableException {
    return applied(
        () ->
            dynamoDb.updateItem(
                request ->
                    request
                        .tableName(table)
                        .key(ClientItem.key(keyId))
                        .updateExpression(change)
                        .conditionExpression(IS_THERE)
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(values.isEmpty() ? null : values)));
  }

  private static String clause(String word, List<String> parts) {
    return parts.isEmpty() ? "" : "%s %s ".formatted(word, String.join(", ", parts));
  }

  private boolean applied(Runnable write) throws AccessUnavailableException {
    return table(
        () -> {
          try {
            write.run();
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  private <T> T table(Supplier<T> request) throws AccessUnavailableException {
    try {
      return request.get();
    } catch (SdkException e) {
      throw new AccessUnavailableException(
          "table of clients %s: %s".formatted(table, ServiceText.summary(e)), e);
    }
  }
}
