package io.fanlens.result;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Upper bound of an item's size by the rules of the DynamoDB developer guide ("Item sizes and
 * formats"): where a rule is approximate, the larger value is taken. A number of 9 digits counts 7
 * bytes, a list 3 and 1 more for each element.
 */
final class ItemSize {

  /** 400 KB for an item, names and values together. */
  static final int DYNAMODB_LIMIT = 400 * 1024;

  private static final int CONTAINER = 3;
  private static final int LARGEST_NUMBER = 21;

  private ItemSize() {}

  static long of(Map<String, AttributeValue> item) {
    long size = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      size += text(attribute.getKey()) + of(attribute.getValue());
    }
    return size;
  }

  private static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> text(value.s());
      case N -> number(value.n());
      case BOOL, NUL -> 1;
      case B -> value.b().asByteArrayUnsafe().length;
      case M -> CONTAINER + value.m().size() + of(value.m());
      case L -> CONTAINER + value.l().size() + value.l().stream().mapToLong(ItemSize::of).sum();
      case SS -> texts(value.ss());
      case NS -> value.ns().stream().mapToLong(ItemSize::number).sum();
      case BS -> value.bs().stream().mapToLong(each -> each.asByteArrayUnsafe().length).sum();
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute is of no known type: " + value);
    };
  }

  private static long texts(List<String> texts) {
    return texts.stream().mapToLong(ItemSize::text).sum();
  }

  private static long text(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** One byte for two digits, plus one; another for an odd digit, and one for a sign. */
  private static long number(String digits) {
    return Math.min(LARGEST_NUMBER, digits.length() / 2 + 3);
  }
}
