package io.fanlens.operations.results;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.operations.command.Terminal;
import java.util.Map;

/** JSON as indented text without brackets and quotes, for reading only. */
final class TextTree {

  private static final String STEP = "  ";

  private TextTree() {}

  static String of(JsonNode json) {
    StringBuilder text = new StringBuilder();
    write(json, "", text);
    return text.toString();
  }

  private static void write(JsonNode node, String indent, StringBuilder text) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        text.append(indent).append(Terminal.printable(field.getKey())).append(':');
        value(field.getValue(), indent, text);
      }
    } else {
      int number = 1;
      for (JsonNode element : node) {
        text.append(indent).append('#').append(number++);
        value(element, indent, text);
      }
    }
  }

  private static void value(JsonNode value, String indent, StringBuilder text) {
    if (!value.isContainerNode()) {
      String said = value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
      text.append(' ').append(Terminal.printable(said)).append('\n');
    } else if (value.isEmpty()) {
      text.append(" none\n");
    } else {
      text.append('\n');
      write(value, indent + STEP, text);
    }
  }
}
