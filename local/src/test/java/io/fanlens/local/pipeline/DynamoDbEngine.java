package io.fanlens.local.pipeline;

import io.fanlens.local.dynamodb.EmbeddedDynamoDb;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.gateway.Routes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A real DynamoDB engine with one table of two text keys, and a client for it. */
final class DynamoDbEngine implements AutoCloseable {

  private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start();
  private final Gateway gateway = Gateway.bind(0);
  private final DynamoDbClient client;

  DynamoDbEngine(String table, String partitionKey, String sortKey) {
    gateway.start(new Routes(Map.of(), Map.of("dynamodb", dynamoDb.handler()), null));
    client =
        DynamoDbClient.builder()
            .endpointOverride(gateway.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
    List<AttributeDefinition> texts =
        Stream.of(partitionKey, sortKey)
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
                .keySchema(key(partitionKey, KeyType.HASH), key(sortKey, KeyType.RANGE))
                .attributeDefinitions(texts));
  }

  DynamoDbClient client() {
    return client;
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
    dynamoDb.close();
  }
}
