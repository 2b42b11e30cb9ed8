package io.fanlens.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A DynamoDB item as plain JSON and back: maps are objects, numbers are numbers with all their
 * digits. Sets become arrays and binary values Base64 text, and do not convert back; no answer has
 * any.
 */
public final class AttributeJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AttributeJson() {}

  /** The item with its attributes in the order of their names. */
  public static ObjectNode of(Map<String, AttributeValue> item) {
    ObjectNode object = NODES.objectNode();
    new TreeMap<>(item).forEach((name, value) -> object.set(name, of(value)));
    return object;
  }

  /** The attributes of a JSON object; numbers must have been read as decimals. */
  public static Map<String, AttributeValue> item(JsonNode object) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    object.properties().forEach(field -> item.put(field.getKey(), attribute(field.getValue())));
    return item;
  }

  private static AttributeValue attribute(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> AttributeValue.fromS(node.textValue());
      case NUMBER -> AttributeValue.fromN(node.decimalValue().toPlainString());
      case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
      case NULL -> AttributeValue.fromNul(true);
      case OBJECT -> AttributeValue.fromM(item(node));
      case ARRAY -> AttributeValue.fromL(node.valueStream().map(AttributeJson::attribute).toList());
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("not a JSON value:  " + node.getNodeType());
    };
  }

  private static JsonNode of(AttributeValue value) {
    return switch (value.type()) {
      case S -> NODES.textNode(value.s());
      case N -> number(value.n());
      case BOOL -> NODES.booleanNode(value.bool());
      case NUL -> NODES.nullNode();
      case B -> binary(value.b());
      case M -> of(value.m());
      case L -> array(value.l(), AttributeJson::of);
      case SS -> array(value.ss(), NODES::textNode);
      case NS -> array(value.ns(), AttributeJson::number);
      case BS -> array(value.bs(), AttributeJson::binary);
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute is of no known type: " + value);
    };
  }

  private static JsonNode number(String digits) {
    return NODES.numberNode(new BigDecimal(digits));
  }

  private static JsonNode binary(SdkBytes bytes) {
    return NODES.textNode(Base64.getEncoder().encodeToString(bytes.asByteArray()));
  }

  private static <T> ArrayNode array(List<T> values, Function<T, JsonNode> toNode) {
    ArrayNode array = NODES.arrayNode(values.size());
    values.forEach(value -> array.add(toNode.apply(value)));
    return array;
  }
}
