package io.fanlens.result;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Any answer of the SDK as DynamoDB attributes, under the service's own names and nesting: {@code
 * FaceDetails[0].BoundingBox.Width} stays reachable by that path. What the service did not send is
 * left out.
 */
public final class AnswerAttributes {

  private AnswerAttributes() {}

  public static Map<String, AttributeValue> of(SdkPojo answer) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    for (SdkField<?> field : answer.sdkFields()) {
      AttributeValue value = attribute(field.getValueOrDefault(answer));
      if (value != null) {
        attributes.put(field.memberName(), value);
      }
    }
    return attributes;
  }

  /** Null for what was not sent: it gets no attribute. */
  private static AttributeValue attribute(Object value) {
    return switch (value) {
      case null -> null;
      case SdkAutoConstructList<?> unset -> null;
      case SdkAutoConstructMap<?, ?> unset -> null;
      case String text -> AttributeValue.fromS(text);
      case Boolean truth -> AttributeValue.fromBool(truth);
      case Number number -> number(number);
      case Instant instant -> AttributeValue.fromS(instant.toString());
      case SdkBytes bytes -> AttributeValue.fromB(bytes);
      case SdkPojo nested -> AttributeValue.fromM(of(nested));
      case List<?> list ->
          AttributeValue.fromL(list.stream().map(AnswerAttributes::element).toList());
      case Map<?, ?> map -> {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put(String.valueOf(key), element(entry)));
        yield AttributeValue.fromM(entries);
      }
      default ->
          throw new IllegalArgumentException(
              "an answer holds a %s, which has no DynamoDB type".formatted(value.getClass()));
    };
  }

  /** Inside a list the position must be kept, so an unset element becomes NULL. */
  private static AttributeValue element(Object value) {
    AttributeValue attribute = attribute(value);
    return attribute == null ? AttributeValue.fromNul(true) : attribute;
  }

  /** The decimal that was sent: 99.1 stays 99.1, not the nearest binary fraction. */
  private static AttributeValue number(Number number) {
    if (number instanceof Float || number instanceof Double) {
      return Double.isFinite(number.doubleValue())
          ? AttributeValue.fromN(new BigDecimal(number.toString()).toPlainString())
          : null;
    }
    return AttributeValue.fromN(number.toString());
  }
}
