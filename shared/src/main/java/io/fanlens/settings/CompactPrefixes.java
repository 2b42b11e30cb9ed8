package io.fanlens.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes the operations of each prefix as indexes into the list of operations, {@code
 * "badges/":[0,2]}, since a function's environment holds 4 KB: the names of three operations take
 * 50 bytes.
 */
final class CompactPrefixes {

  private static final String PREFIXES = "operationsByPrefix";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CompactPrefixes() {}

  static void shorten(ObjectNode settings) {
    each(settings, name -> NODES.numberNode(indexOf(name, settings.path("operations"))));
  }

  /** Names stay as they are. */
  static void lengthen(ObjectNode settings) {
    each(
        settings,
        place ->
            place.isInt()
                ? settings.path("operations").path(place.intValue()).path("operation")
                : place);
  }

  private static int indexOf(JsonNode name, JsonNode operations) {
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i).path("operation").equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("validated before:  " + name);
  }

  private static void each(ObjectNode settings, UnaryOperator<JsonNode> change) {
    for (Map.Entry<String, JsonNode> prefix : settings.path(PREFIXES).properties()) {
      ArrayNode changed = NODES.arrayNode();
      prefix.getValue().forEach(one -> changed.add(change.apply(one)));
      prefix.setValue(changed);
    }
  }
}
