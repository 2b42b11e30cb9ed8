package io.fanlens.local.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A CloudFormation template in JSON, as the CDK synthesizes it: validated, not yet resolved. */
public final class Template {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode root;
  private final List<Resource> resources;

  private Template(JsonNode root, List<Resource> resources) {
    this.root = root;
    this.resources = List.copyOf(resources);
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException when the file is not a template
   */
  public static Template read(Path file) {
    String json;
    try {
      json = Files.readString(file);
    } catch (IOException e) {
      throw new TemplateException(
          "template %s cannot be read; synthesize the stack first, or name another file"
              .formatted(file),
          e);
    }
    try {
      return parse(json);
    } catch (TemplateException e) {
      throw e.in("template " + file);
    }
  }

  public static Template parse(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new TemplateException(
          "not JSON at line %d: %s"
              .formatted(
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    }
    JsonNode all = root.path("Resources");
    if (!all.isObject() || all.isEmpty()) {
      throw new TemplateException("no Resources; give a synthesized CloudFormation template");
    }
    List<Resource> resources = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      resources.add(resource(entry.getKey(), entry.getValue()));
    }
    return new Template(root, resources);
  }

  /** In template order. */
  public List<Resource> resources() {
    return resources;
  }

  /** A section such as Conditions or Outputs; an empty object when the template has none. */
  public JsonNode section(String name) {
    JsonNode section = root.path(name);
    if (section.isMissingNode()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!section.isObject()) {
      throw new TemplateException("%s is not an object".formatted(name));
    }
    return section;
  }

  public List<String> sectionNames() {
    List<String> names = new ArrayList<>();
    root.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Resource resource(String id, JsonNode node) {
    String type = node.path("Type").asText("");
    if (type.isEmpty()) {
      throw new TemplateException("resource %s has no Type".formatted(id));
    }
    JsonNode properties = node.path("Properties");
    if (properties.isMissingNode()) {
      properties = JsonNodeFactory.instance.objectNode();
    }
    if (!properties.isObject()) {
      throw new TemplateException(
          "resource %s (%s): Properties is not an object".formatted(id, type));
    }
    List<String> dependsOn = new ArrayList<>();
    JsonNode depends = node.path("DependsOn");
    if (depends.isTextual()) {
      dependsOn.add(depends.textValue());
    }
    depends.elements().forEachRemaining(one -> dependsOn.add(one.asText()));
    return new Resource(
        id,
        type,
        properties,
        dependsOn,
        Optional.ofNullable(node.path("Condition").textValue()),
        outlives(node.path("DeletionPolicy")) || outlives(node.path("UpdateReplacePolicy")));
  }

  private static boolean outlives(JsonNode policy) {
    return !policy.isMissingNode() && !policy.asText().equals("Delete");
  }
}
