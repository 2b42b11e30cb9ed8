package io.fanlens.operations.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of a row: a picture and an operation. */
public record RowKey(String id, String operation) {

  public static RowKey of(Map<String, AttributeValue> item) {
    return new RowKey(item.get("id").s(), item.get("operation").s());
  }

  public static RowKey of(JsonNode row) {
    return new RowKey(row.path("id").asText(), row.path("operation").asText());
  }

  Map<String, AttributeValue> attributes() {
    return Map.of("id", AttributeValue.fromS(id), "operation", AttributeValue.fromS(operation));
  }
}
