package io.fanlens.e2e.adapters;

import io.fanlens.e2e.GivenEndpoint;
import io.fanlens.e2e.Leftovers;
import io.fanlens.local.dynamodb.EmbeddedDynamoDb;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.gateway.Routes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A real DynamoDB engine, embedded unless an endpoint is given, with one table of one or two text
 * keys, and a client for it.
 */
public final class DynamoDbEngine implements AutoCloseable {

  private final List<Runnable> servers = new ArrayList<>();
  private final DynamoDbClient client;
  private final String table;

  public DynamoDbEngine(String table, String partitionKey, String sortKey) {
    this(
        table,
        List.of(key(partitionKey, KeyType.HASH), key(sortKey, KeyType.RANGE)),
        List.of(partitionKey, sortKey));
  }

  /**
   * With an index.
   *
   * @param indexKey of the index; it has the keys of all items that have this
   */
  DynamoDbEngine(String table, String key, String index, String indexKey) {
    this(
        table,
        List.of(key(key, KeyType.HASH)),
        List.of(key, indexKey),
        GlobalSecondaryIndex.builder()
            .indexName(index)
            .keySchema(key(indexKey, KeyType.HASH))
            .projection(all -> all.projectionType(ProjectionType.KEYS_ONLY))
            .build());
  }

  private DynamoDbEngine(
      String table,
      List<KeySchemaElement> schema,
      List<String> keys,
      GlobalSecondaryIndex... indexes) {
    this.table = table;
    client =
        Leftovers.client(
            DynamoDbClient.builder(), GivenEndpoint.uri().orElseGet(this::startEmbedded));
    List<AttributeDefinition> texts =
        keys.stream()
            .map(
                name ->
                    AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType(ScalarAttributeType.S)
                        .build())
            .toList();
    client.createTable(
        request ->
            request
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(schema)
                .globalSecondaryIndexes(indexes.length == 0 ? null : List.of(indexes))
                .attributeDefinitions(texts));
  }

  public DynamoDbClient client() {
    return client;
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private URI startEmbedded() {
    EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start();
    Gateway gateway = Gateway.bind(0);
    gateway.start(new Routes(Map.of(), Map.of("dynamodb", dynamoDb.handler()), null));
    servers.add(gateway::close);
    servers.add(dynamoDb::close);
    return gateway.endpoint();
  }

  @Override
  public void close() {
    client.deleteTable(request -> request.tableName(table));
    client.close();
    servers.forEach(Runnable::run);
  }
}
