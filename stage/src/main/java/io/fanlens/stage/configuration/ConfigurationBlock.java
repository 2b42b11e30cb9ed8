package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One block of the configuration. It returns checked values. For an invalid one it reports an error
 * with the path and returns the default, so that a single pass finds all errors.
 */
final class ConfigurationBlock {

  private static final String NO_QUOTES = ", without quotes";

  private final String path;
  private final JsonNode node;
  private final ConfigurationReport report;
  private final SortedSet<String> knownKeys = new TreeSet<>();

  ConfigurationBlock(String path, JsonNode node, ConfigurationReport report) {
    this.path = path;
    this.report = report;
    boolean empty = node.isMissingNode() || node.isNull();
    if (!empty && !node.isObject()) {
      report.addError("%s: %s is not allowed; give a block {...}".formatted(path, node));
    }
    this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
  }

  /** The unchecked value; a missing node for none or null. */
  JsonNode value(String key) {
    knownKeys.add(key);
    report.read(pathOf(key));
    JsonNode value = node.path(key);
    return value.isNull() ? JsonNodeFactory.instance.missingNode() : value;
  }

  /** Describes a key that none of the typed methods below reads. */
  void describe(String key, String defaultValue, String allowed) {
    report.describe(pathOf(key), defaultValue, allowed);
  }

  ConfigurationBlock block(String key) {
    return new ConfigurationBlock(pathOf(key), value(key), report);
  }

  List<String> keys() {
    return node.properties().stream().map(property -> property.getKey()).toList();
  }

  String text(String key, String defaultValue, Pattern pattern, String allowed) {
    JsonNode value = value(key);
    describe(key, defaultValue.isEmpty() ? "none" : quoted(defaultValue), allowed);
    if (value.isMissingNode()) {
      return defaultValue;
    }
    if (value.isTextual() && pattern.matcher(value.textValue()).matches()) {
      return value.textValue();
    }
    reject(key, value, "give " + allowed);
    return defaultValue;
  }

  /** A list of distinct texts; empty by default. */
  List<String> texts(String key, Pattern pattern, String allowed) {
    JsonNode value = value(key);
    describe(key, "none", "a list, each of " + allowed);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      reject(key, value, "give a list [...]");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value) {
      if (!one.isTextual() || !pattern.matcher(one.textValue()).matches()) {
        reject(key, one, "give " + allowed);
      } else if (texts.contains(one.textValue())) {
        reject(key, one, "it is listed twice");
      } else {
        texts.add(one.textValue());
      }
    }
    return texts;
  }

  int wholeNumber(String key, int defaultValue, int min, int max) {
    return wholeNumber(key, defaultValue, Integer.toString(defaultValue), min, max);
  }

  /** A number whose default is computed from other values. */
  int derivedNumber(String key, int derived, int min, int max) {
    return wholeNumber(key, derived, "derived", min, max);
  }

  private int wholeNumber(String key, int defaultValue, String described, int min, int max) {
    JsonNode value = value(key);
    describe(key, described, String.format(Locale.ROOT, "%,d to %,d", min, max));
    if (value.isMissingNode()) {
      return defaultValue;
    }
    if (value.isNumber() && value.doubleValue() == value.intValue()) {
      int number = value.intValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    reject(key, value, "give a whole number from %d to %d".formatted(min, max) + quotesHint(value));
    return defaultValue;
  }

  /**
   * One of a fixed set of numbers.
   *
   * @param allowed describes the set; an error lists all of it
   */
  int oneOf(String key, int defaultValue, List<Integer> choices, String allowed) {
    String all = choices.stream().map(String::valueOf).collect(Collectors.joining(", "));
    JsonNode value = value(key);
    describe(key, Integer.toString(defaultValue), allowed);
    if (value.isMissingNode()) {
      return defaultValue;
    }
    if (value.isIntegralNumber() && choices.contains(value.intValue())) {
      return value.intValue();
    }
    reject(key, value, "choose from " + all + quotesHint(value));
    return defaultValue;
  }

  boolean flag(String key, boolean defaultValue) {
    JsonNode value = value(key);
    describe(key, Boolean.toString(defaultValue), "true or false");
    if (value.isMissingNode()) {
      return defaultValue;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    boolean inQuotes = value.isTextual() && value.textValue().matches("true|false");
    reject(key, value, "give true or false" + (inQuotes ? NO_QUOTES : ""));
    return defaultValue;
  }

  /** A number that need not be whole. */
  double decimal(String key, double defaultValue, double min, double max) {
    describe(key, brief(defaultValue), "%s to %s".formatted(brief(min), brief(max)));
    double number = number(key, defaultValue);
    if (number >= min && number <= max) {
      return number;
    }
    reject(key, value(key), "give a number from %s to %s".formatted(brief(min), brief(max)));
    return defaultValue;
  }

  private static String brief(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  double number(String key, double defaultValue) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return defaultValue;
    }
    if (value.isNumber()) {
      return value.doubleValue();
    }
    reject(key, value, "give a number" + quotesHint(value));
    return defaultValue;
  }

  /** One of an enum's constants, written in lower case. */
  <E extends Enum<E>> E oneOf(String key, E defaultValue) {
    JsonNode value = value(key);
    List<E> choices = Arrays.asList(defaultValue.getDeclaringClass().getEnumConstants());
    String all =
        choices.stream().map(choice -> lowerCase(choice)).collect(Collectors.joining(", "));
    describe(key, quoted(lowerCase(defaultValue)), all);
    if (value.isMissingNode()) {
      return defaultValue;
    }
    for (E choice : choices) {
      if (value.isTextual() && value.textValue().equals(lowerCase(choice))) {
        return choice;
      }
    }
    reject(key, value, "choose from " + all);
    return defaultValue;
  }

  /** Errors found so far in all blocks. */
  int errorCount() {
    return report.errors().size();
  }

  /** Call it after every known key has been read. */
  void rejectUnknownKeys() {
    for (String key : keys()) {
      if (!knownKeys.contains(key)) {
        addError(
            key,
            "unknown key%s; known keys: %s"
                .formatted(
                    Suggestions.closest(key, knownKeys)
                        .map(" (did you mean %s?)"::formatted)
                        .orElse(""),
                    String.join(", ", knownKeys)));
      }
    }
  }

  void reject(String key, JsonNode value, String hint) {
    addError(key, "%s is not allowed; %s".formatted(value, hint));
  }

  void addError(String key, String message) {
    report.addError(pathOf(key) + ": " + message);
  }

  void addError(String message) {
    report.addError(path + ": " + message);
  }

  /** A block that is an element of a list. */
  ConfigurationBlock element(String key, int index) {
    return new ConfigurationBlock(
        "%s[%d]".formatted(pathOf(key), index), value(key).path(index), report);
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String quotesHint(JsonNode value) {
    return value.isTextual() && value.textValue().matches("-?[0-9.]+") ? NO_QUOTES : "";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String lowerCase(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
