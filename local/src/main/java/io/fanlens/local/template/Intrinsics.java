package io.fanlens.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves a template's intrinsic functions. {@code {"Fn::Join": [":", ["a", {"Ref":
 * "AWS::Region"}]]}} becomes {@code "a:eu-west-1"}.
 */
public final class Intrinsics {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Resolves names. */
  public interface Names {
    /** The value of Ref; a missing node for AWS::NoValue. */
    JsonNode ref(String name);

    String attribute(String logicalId, String attribute);

    boolean condition(String name);

    JsonNode mapping(String map, String topKey, String secondKey);
  }

  private final Names names;

  public Intrinsics(Names names) {
    this.names = names;
  }

  /** The node with intrinsics resolved; missing when it resolves to AWS::NoValue. */
  public JsonNode resolve(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(element -> addPresent(array, resolve(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      Map.Entry<String, JsonNode> only = node.properties().iterator().next();
      if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
        return call(only.getKey(), only.getValue());
      }
    }
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = resolve(field.getValue());
      if (!value.isMissingNode()) {
        object.set(field.getKey(), value);
      }
    }
    return object;
  }

  private JsonNode call(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> names.ref(text(function, argument));
      case "Fn::GetAtt" -> getAtt(argument);
      case "Fn::Join" -> join(argument);
      case "Fn::Sub" -> sub(argument);
      case "Fn::Select" -> select(argument);
      case "Fn::Split" -> split(argument);
      case "Fn::If" ->
          resolve(
              names.condition(text(function, arguments(function, argument, 3).get(0)))
                  ? argument.get(1)
                  : argument.get(2));
      case "Fn::Base64" ->
          TextNode.valueOf(
              Base64.getEncoder()
                  .encodeToString(
                      text(function, resolve(argument)).getBytes(StandardCharsets.UTF_8)));
      case "Fn::FindInMap" -> findInMap(argument);
      default ->
          throw new TemplateException(
              "the local cloud does not support the intrinsic %s".formatted(function));
    };
  }

  private JsonNode getAtt(JsonNode argument) {
    if (argument.isTextual() && argument.textValue().indexOf('.') > 0) {
      String[] parts = argument.textValue().split("\\.", 2);
      return TextNode.valueOf(names.attribute(parts[0], parts[1]));
    }
    JsonNode both = arguments("Fn::GetAtt", argument, 2);
    return TextNode.valueOf(
        names.attribute(text("Fn::GetAtt", both.get(0)), text("Fn::GetAtt", resolve(both.get(1)))));
  }

  private JsonNode join(JsonNode argument) {
    JsonNode both = arguments("Fn::Join", argument, 2);
    List<String> parts = new ArrayList<>();
    list("Fn::Join", resolve(both.get(1))).forEach(part -> parts.add(text("Fn::Join", part)));
    return TextNode.valueOf(String.join(text("Fn::Join", both.get(0)), parts));
  }

  private JsonNode sub(JsonNode argument) {
    JsonNode own = argument.isArray() ? arguments("Fn::Sub", argument, 2).get(1) : NODES.nullNode();
    String pattern = text("Fn::Sub", argument.isArray() ? argument.get(0) : argument);
    return TextNode.valueOf(
        TemplateReferences.IN_SUB
            .matcher(pattern)
            .replaceAll(match -> Matcher.quoteReplacement(substitute(match, own))));
  }

  private String substitute(MatchResult match, JsonNode own) {
    String name = match.group(2);
    if (!match.group(1).isEmpty()) {
      return "${" + name + "}";
    }
    if (own.has(name)) {
      return text("Fn::Sub", resolve(own.get(name)));
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? text("Fn::Sub", names.ref(name))
        : names.attribute(name.substring(0, dot), name.substring(dot + 1));
  }

  private JsonNode select(JsonNode argument) {
    JsonNode both = arguments("Fn::Select", argument, 2);
    JsonNode list = list("Fn::Select", resolve(both.get(1)));
    JsonNode index = resolve(both.get(0));
    JsonNode chosen = list.path(index.asInt(-1));
    if (chosen.isMissingNode()) {
      throw new TemplateException(
          "Fn::Select has index %s in a list of %d".formatted(index.asText(), list.size()));
    }
    return chosen;
  }

  private JsonNode split(JsonNode argument) {
    JsonNode both = arguments("Fn::Split", argument, 2);
    ArrayNode parts = NODES.arrayNode();
    String separator = text("Fn::Split", both.get(0));
    for (String part :
        text("Fn::Split", resolve(both.get(1))).split(Pattern.quote(separator), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode findInMap(JsonNode argument) {
    JsonNode three = resolve(arguments("Fn::FindInMap", argument, 3));
    return names.mapping(three.get(0).asText(), three.get(1).asText(), three.get(2).asText());
  }

  private static JsonNode arguments(String function, JsonNode argument, int count) {
    if (!argument.isArray() || argument.size() != count) {
      throw new TemplateException(
          "%s needs a list of %d, but has %s".formatted(function, count, shortened(argument)));
    }
    return argument;
  }

  private static JsonNode list(String function, JsonNode node) {
    if (!node.isArray()) {
      throw new TemplateException(
          "%s needs a list, but has %s".formatted(function, shortened(node)));
    }
    return node;
  }

  private static String text(String function, JsonNode node) {
    if (!node.isValueNode() || node.isNull()) {
      throw new TemplateException(
          "%s needs a string, but has %s".formatted(function, shortened(node)));
    }
    return node.asText();
  }

  private static void addPresent(ArrayNode array, JsonNode element) {
    if (!element.isMissingNode()) {
      array.add(element);
    }
  }

  private static String shortened(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() > 80 ? text.substring(0, 77) + "..." : text;
  }

  public static JsonNode noValue() {
    return MissingNode.getInstance();
  }
}
