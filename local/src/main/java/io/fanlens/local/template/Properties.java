package io.fanlens.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** A resource's resolved properties. Records which were read: the others are not emulated. */
public final class Properties {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String path;
  private final JsonNode node;
  private final Map<String, List<Properties>> read = new HashMap<>();

  public Properties(JsonNode node) {
    this("", node);
  }

  private Properties(String path, JsonNode node) {
    this.path = path;
    this.node = node;
    if (!node.isObject()) {
      throw new TemplateException("%s is not an object".formatted(path));
    }
  }

  public Optional<String> text(String name) {
    return value(name, JsonNode::asText);
  }

  public String required(String name) {
    return text(name).orElseThrow(() -> new TemplateException(full(name) + " is missing"));
  }

  /** CloudFormation accepts numbers as strings, too. */
  public Optional<Integer> number(String name) {
    return text(name)
        .map(
            text -> {
              try {
                return Integer.valueOf(text);
              } catch (NumberFormatException e) {
                throw new TemplateException(
                    "%s is '%s'; give a whole number".formatted(full(name), text), e);
              }
            });
  }

  public Optional<Properties> object(String name) {
    if (!node.hasNonNull(name)) {
      return Optional.empty();
    }
    Properties child = new Properties(full(name), node.get(name));
    read.put(name, List.of(child));
    return Optional.of(child);
  }

  public List<Properties> objects(String name) {
    List<Properties> children = new ArrayList<>();
    elements(name).forEach(element -> children.add(new Properties(full(name), element)));
    read.put(name, children);
    return children;
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    elements(name).forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /** An object with arbitrary names, such as a function's environment. */
  public Map<String, String> textsByName(String name) {
    JsonNode all = raw(name).orElse(NODES.objectNode());
    if (!all.isObject()) {
      throw new TemplateException("%s is not an object".formatted(full(name)));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : all.properties()) {
      if (!field.getValue().isValueNode()) {
        throw new TemplateException("%s.%s is not a string".formatted(full(name), field.getKey()));
      }
      texts.put(field.getKey(), field.getValue().asText());
    }
    return texts;
  }

  public Optional<JsonNode> raw(String name) {
    return value(name, Function.identity());
  }

  /** Dotted paths of all unread properties, in alphabetical order. */
  public SortedSet<String> unread() {
    SortedSet<String> unread = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      List<Properties> children = read.get(field.getKey());
      if (children == null) {
        unread.add(full(field.getKey()));
      } else {
        children.forEach(child -> unread.addAll(child.unread()));
      }
    }
    return unread;
  }

  private <T> Optional<T> value(String name, Function<JsonNode, T> how) {
    read.putIfAbsent(name, List.of());
    return node.hasNonNull(name) ? Optional.of(how.apply(node.get(name))) : Optional.empty();
  }

  private List<JsonNode> elements(String name) {
    JsonNode list = raw(name).orElse(NODES.arrayNode());
    if (!list.isArray()) {
      throw new TemplateException("%s is not a list".formatted(full(name)));
    }
    List<JsonNode> elements = new ArrayList<>();
    list.forEach(elements::add);
    return elements;
  }

  private String full(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
