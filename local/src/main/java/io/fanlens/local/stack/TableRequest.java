package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** Converts a table's properties to a CreateTable request. */
final class TableRequest {
  private TableRequest() {}

  static CreateTableRequest of(String name, Properties properties) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .keySchema(keys(properties))
            .attributeDefinitions(
                properties.objects("AttributeDefinitions").stream()
                    .map(
                        one ->
                            AttributeDefinition.builder()
                                .attributeName(one.required("AttributeName"))
                                .attributeType(one.required("AttributeType"))
                                .build())
                    .toList())
            .billingMode(properties.text("BillingMode").orElse("PROVISIONED"));
    properties
        .object("ProvisionedThroughput")
        .ifPresent(throughput -> request.provisionedThroughput(throughput(throughput)));
    properties
        .object("StreamSpecification")
        .ifPresent(
            stream ->
                request.streamSpecification(
                    spec ->
                        spec.streamEnabled(true)
                            .streamViewType(stream.required("StreamViewType"))));
    List<GlobalSecondaryIndex> global = new ArrayList<>();
    for (Properties index : properties.objects("GlobalSecondaryIndexes")) {
      GlobalSecondaryIndex.Builder builder =
          GlobalSecondaryIndex.builder()
              .indexName(index.required("IndexName"))
              .keySchema(keys(index))
              .projection(projection(index));
      index
          .object("ProvisionedThroughput")
          .ifPresent(throughput -> builder.provisionedThroughput(throughput(throughput)));
      global.add(builder.build());
    }
    if (!global.isEmpty()) {
      request.globalSecondaryIndexes(global);
    }
    List<LocalSecondaryIndex> local = new ArrayList<>();
    for (Properties index : properties.objects("LocalSecondaryIndexes")) {
      local.add(
          LocalSecondaryIndex.builder()
              .indexName(index.required("IndexName"))
              .keySchema(keys(index))
              .projection(projection(index))
              .build());
    }
    if (!local.isEmpty()) {
      request.localSecondaryIndexes(local);
    }
    return request.build();
  }

  private static List<KeySchemaElement> keys(Properties of) {
    return of.objects("KeySchema").stream()
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(key.required("AttributeName"))
                    .keyType(key.required("KeyType"))
                    .build())
        .toList();
  }

  private static Projection projection(Properties index) {
    Projection.Builder projection = Projection.builder();
    index
        .object("Projection")
        .ifPresent(
            settings -> {
              settings.text("ProjectionType").ifPresent(projection::projectionType);
              List<String> attributes = settings.texts("NonKeyAttributes");
              if (!attributes.isEmpty()) {
                projection.nonKeyAttributes(attributes);
              }
            });
    return projection.build();
  }

  private static ProvisionedThroughput throughput(Properties settings) {
    return ProvisionedThroughput.builder()
        .readCapacityUnits(Long.valueOf(settings.required("ReadCapacityUnits")))
        .writeCapacityUnits(Long.valueOf(settings.required("WriteCapacityUnits")))
        .build();
  }
}
