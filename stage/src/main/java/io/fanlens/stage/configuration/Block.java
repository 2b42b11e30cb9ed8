package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One block of the configuration. It hands out checked values, and where one is wrong it notes the
 * mistake with its path and hands out the default, so that a single reading finds all mistakes.
 */
final class Block {

  private static final String NO_QUOTES = ", without quotes";

  private final String path;
  private final JsonNode node;
  private final Reading reading;
  private final SortedSet<String> knownKeys = new TreeSet<>();

  Block(String path, JsonNode node, Reading reading) {
    this.path = path;
    this.reading = reading;
    boolean empty = node.isMissingNode() || node.isNull();
    if (!empty && !node.isObject()) {
      reading.mistake("%s: %s is not allowed; give a block: {...}".formatted(path, node));
    }
    this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
  }

  /** The value as it stands; a missing node when there is none. */
  JsonNode value(String key) {
    knownKeys.add(key);
    reading.asked(pathOf(key));
    JsonNode value = node.path(key);
    return value.isNull() ? JsonNodeFactory.instance.missingNode() : value;
  }

  /** Says what may stand at a key, where none of the methods below can tell it. */
  void describe(String key, String byDefault, String allowed) {
    reading.describe(pathOf(key), byDefault, allowed);
  }

  Block block(String key) {
    return new Block(pathOf(key), value(key), reading);
  }

  List<String> keys() {
    return node.properties().stream().map(property -> property.getKey()).toList();
  }

  String text(String key, String byDefault, Pattern allowed, String wayOut) {
    JsonNode value = value(key);
    describe(key, byDefault.isEmpty() ? "none" : quoted(byDefault), wayOut);
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (value.isTextual() && allowed.matcher(value.textValue()).matches()) {
      return value.textValue();
    }
    refuse(key, value, wayOut);
    return byDefault;
  }

  /** A list of texts, each once; empty where there is none. */
  List<String> texts(String key, Pattern allowed, String wayOut) {
    JsonNode value = value(key);
    describe(key, "none", "a list: each of " + wayOut.replaceFirst("^give ", ""));
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      refuse(key, value, "give a list: [...]");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value) {
      if (!one.isTextual() || !allowed.matcher(one.textValue()).matches()) {
        refuse(key, one, wayOut);
      } else if (texts.contains(one.textValue())) {
        refuse(key, one, "it is named twice");
      } else {
        texts.add(one.textValue());
      }
    }
    return texts;
  }

  int wholeNumber(String key, int byDefault, int min, int max) {
    return wholeNumber(key, byDefault, Integer.toString(byDefault), min, max);
  }

  /** A number that follows from other values when it is left out. */
  int derivedNumber(String key, int derived, int min, int max) {
    return wholeNumber(key, derived, "derived", min, max);
  }

  private int wholeNumber(String key, int byDefault, String described, int min, int max) {
    JsonNode value = value(key);
    describe(key, described, String.format(Locale.ROOT, "%,d to %,d", min, max));
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (value.isNumber() && value.doubleValue() == value.intValue()) {
      int number = value.intValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    refuse(key, value, "give a whole number from %d to %d".formatted(min, max) + asNumber(value));
    return byDefault;
  }

  /** One of a few numbers, such as the days that a service keeps something. */
  int oneOf(String key, int byDefault, List<Integer> choices) {
    String all = choices.stream().map(String::valueOf).collect(Collectors.joining(", "));
    JsonNode value = value(key);
    describe(key, Integer.toString(byDefault), all);
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (value.isIntegralNumber() && choices.contains(value.intValue())) {
      return value.intValue();
    }
    refuse(key, value, "choose from " + all + asNumber(value));
    return byDefault;
  }

  boolean truth(String key, boolean byDefault) {
    JsonNode value = value(key);
    describe(key, Boolean.toString(byDefault), "true or false");
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    boolean inQuotes = value.isTextual() && value.textValue().matches("true|false");
    refuse(key, value, "give true or false" + (inQuotes ? NO_QUOTES : ""));
    return byDefault;
  }

  double number(String key, double byDefault) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return byDefault;
    }
    if (value.isNumber()) {
      return value.doubleValue();
    }
    refuse(key, value, "give a number" + asNumber(value));
    return byDefault;
  }

  /** One of an enum's constants, written in lower case. */
  <E extends Enum<E>> E oneOf(String key, E byDefault) {
    JsonNode value = value(key);
    List<E> choices = Arrays.asList(byDefault.getDeclaringClass().getEnumConstants());
    String all = choices.stream().map(choice -> written(choice)).collect(Collectors.joining(", "));
    describe(key, quoted(written(byDefault)), all);
    if (value.isMissingNode()) {
      return byDefault;
    }
    for (E choice : choices) {
      if (value.isTextual() && value.textValue().equals(written(choice))) {
        return choice;
      }
    }
    refuse(key, value, "choose from " + all);
    return byDefault;
  }

  /** Mistakes found so far in the whole reading. */
  int mistakes() {
    return reading.mistakes().size();
  }

  /** To be called when all known keys have been asked for. */
  void refuseUnknownKeys() {
    for (String key : keys()) {
      if (!knownKeys.contains(key)) {
        note(
            key,
            "unknown key; %sknown are %s"
                .formatted(
                    Suggestions.to(key, knownKeys).map("did you mean %s? "::formatted).orElse(""),
                    String.join(", ", knownKeys)));
      }
    }
  }

  void refuse(String key, JsonNode value, String wayOut) {
    note(key, "%s is not allowed; %s".formatted(value, wayOut));
  }

  void note(String key, String mistake) {
    reading.mistake(pathOf(key) + ": " + mistake);
  }

  void noteHere(String mistake) {
    reading.mistake(path + ": " + mistake);
  }

  /** A block of the same reading that lies at another path, such as an element of a list. */
  Block element(String key, int index) {
    return new Block("%s[%d]".formatted(pathOf(key), index), value(key).path(index), reading);
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String asNumber(JsonNode value) {
    return value.isTextual() && value.textValue().matches("-?[0-9.]+") ? NO_QUOTES : "";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String written(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
