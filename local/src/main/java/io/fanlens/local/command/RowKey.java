package io.fanlens.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.settings.Operation;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What one row of the table stands for: a picture and an operation. */
record RowKey(String id, String operation) {

  RowKey(Picture picture, Operation operation) {
    this(picture.key(), operation.apiName());
  }

  static RowKey of(Map<String, AttributeValue> item) {
    return new RowKey(item.get("id").s(), item.get("operation").s());
  }

  static RowKey of(JsonNode row) {
    return new RowKey(row.path("id").asText(), row.path("operation").asText());
  }

  Map<String, AttributeValue> attributes() {
    return Map.of("id", AttributeValue.fromS(id), "operation", AttributeValue.fromS(operation));
  }
}
