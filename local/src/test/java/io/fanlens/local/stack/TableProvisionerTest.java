package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.TemplateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** A DynamoDB of the user's that has kept a table. */
final class TableProvisionerTest {

  private static final String WANTED =
      """
      {"TableName": "clients", "BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
         {"AttributeName": "name", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
       "GlobalSecondaryIndexes": [{"IndexName": "by-name",
         "KeySchema": [{"AttributeName": "name", "KeyType": "HASH"}],
         "Projection": {"ProjectionType": "KEYS_ONLY"}}]}
      """;

  @Test
  void shouldTakeATableThatIsThereIfItIsAsWanted() throws Exception {
    assertEquals("clients", provisioned(kept("id", "others", "by-name")).ref());
  }

  @Test
  void shouldNameWhatATableThatIsThereLacks() {
    assertRefused(
        "table 'clients' already exists with another key; delete it or use another DynamoDB",
        kept("key", "by-name"));
    assertRefused(
        "table 'clients' already exists without the index by-name; delete it or use another"
            + " DynamoDB",
        kept("id", "others"));
  }

  private static void assertRefused(String sentence, DynamoDbClient dynamoDb) {
    assertEquals(
        sentence, assertThrows(TemplateException.class, () -> provisioned(dynamoDb)).getMessage());
  }

  private static ProvisionedResource provisioned(DynamoDbClient dynamoDb) throws Exception {
    JsonNode wanted = new ObjectMapper().readTree(WANTED);
    TableProvisioner tables =
        new TableProvisioner(new StackContext("Fanlens", "eu-west-1"), dynamoDb, new NotEmulated());
    return tables.provision(null, new Properties(wanted));
  }

  private static DynamoDbClient kept(String key, String... indexes) {
    return new DynamoDbClient() {
      @Override
      public CreateTableResponse createTable(CreateTableRequest request) {
        throw ResourceInUseException.builder().message("it exists").build();
      }

      @Override
      public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return DescribeTableResponse.builder()
            .table(
                table ->
                    table
                        .keySchema(
                            KeySchemaElement.builder().attributeName(key).keyType("HASH").build())
                        .globalSecondaryIndexes(
                            List.of(indexes).stream()
                                .map(
                                    name ->
                                        GlobalSecondaryIndexDescription.builder()
                                            .indexName(name)
                                            .build())
                                .toList()))
            .build();
      }

      @Override
      public String serviceName() {
        return "dynamodb";
      }

      @Override
      public void close() {}
    };
  }
}
