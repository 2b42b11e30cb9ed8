package io.fanlens.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A change of a table in the format that pipes and functions receive: DynamoDB's typed JSON. */
final class StreamRecord {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StreamRecord() {}

  static JsonNode json(Record record, String streamArn) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("eventID", record.eventID())
            .put("eventName", record.eventNameAsString())
            .put("eventVersion", record.eventVersion())
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", record.awsRegion())
            .put("eventSourceARN", streamArn);
    ObjectNode change = json.putObject("dynamodb");
    change.set("Keys", item(record.dynamodb().keys()));
    if (record.dynamodb().hasNewImage()) {
      change.set("NewImage", item(record.dynamodb().newImage()));
    }
    if (record.dynamodb().hasOldImage()) {
      change.set("OldImage", item(record.dynamodb().oldImage()));
    }
    change.put("SequenceNumber", record.dynamodb().sequenceNumber());
    if (record.userIdentity() != null) {
      json.putObject("userIdentity")
          .put("type", record.userIdentity().type())
          .put("principalId", record.userIdentity().principalId());
    }
    return json;
  }

  private static ObjectNode item(Map<String, AttributeValue> item) {
    ObjectNode json = NODES.objectNode();
    item.forEach((name, value) -> json.set(name, value(value)));
    return json;
  }

  private static ObjectNode value(AttributeValue value) {
    ObjectNode json = NODES.objectNode();
    switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case BOOL -> json.put("BOOL", value.bool());
      case NUL -> json.put("NULL", true);
      case B -> json.put("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
      case M -> json.set("M", item(value.m()));
      case L -> {
        ArrayNode list = json.putArray("L");
        value.l().forEach(each -> list.add(value(each)));
      }
      case SS -> value.ss().forEach(json.putArray("SS")::add);
      case NS -> value.ns().forEach(json.putArray("NS")::add);
      case BS -> {
        ArrayNode list = json.putArray("BS");
        value
            .bs()
            .forEach(each -> list.add(Base64.getEncoder().encodeToString(each.asByteArray())));
      }
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("unknown attribute type: " + value);
    }
    return json;
  }
}
