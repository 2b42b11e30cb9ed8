package io.fanlens.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fanlens.local.template.Conditions;
import io.fanlens.local.template.Intrinsics;
import io.fanlens.local.template.Resource;
import io.fanlens.local.template.Template;
import io.fanlens.local.template.TemplateException;
import java.util.HashMap;
import java.util.Map;

/**
 * Resolves the names in a template: parameters, pseudo parameters, resources provisioned so far.
 */
public final class NameResolver implements Intrinsics.Names {
  private final Template template;
  private final StackContext context;
  private final Conditions conditions;
  private final Map<String, Resource> resources = new HashMap<>();
  private final Map<String, ProvisionedResource> provisioned = new HashMap<>();

  public NameResolver(Template template, StackContext context) {
    this.template = template;
    this.context = context;
    this.conditions = new Conditions(template.section("Conditions"), new Intrinsics(this));
    template.resources().forEach(resource -> resources.put(resource.logicalId(), resource));
  }

  public void add(String logicalId, ProvisionedResource resource) {
    provisioned.put(logicalId, resource);
  }

  @Override
  public JsonNode ref(String name) {
    return switch (name) {
      case "AWS::Region" -> TextNode.valueOf(context.region());
      case "AWS::AccountId" -> TextNode.valueOf(StackContext.ACCOUNT_ID);
      case "AWS::Partition" -> TextNode.valueOf(StackContext.PARTITION);
      case "AWS::URLSuffix" -> TextNode.valueOf(StackContext.URL_SUFFIX);
      case "AWS::StackName" -> TextNode.valueOf(context.stackName());
      case "AWS::StackId" -> TextNode.valueOf(context.stackId());
      case "AWS::NotificationARNs" -> JsonNodeFactory.instance.arrayNode();
      case "AWS::NoValue" -> Intrinsics.noValue();
      default ->
          provisioned.containsKey(name)
              ? TextNode.valueOf(provisioned(name).ref())
              : parameter(name);
    };
  }

  @Override
  public String attribute(String logicalId, String attribute) {
    String value = provisioned(logicalId).attributes().get(attribute);
    return value != null
        ? value
        : Placeholders.attribute(resources.get(logicalId), attribute, context);
  }

  @Override
  public boolean condition(String name) {
    return conditions.isTrue(name);
  }

  @Override
  public JsonNode mapping(String map, String topKey, String secondKey) {
    JsonNode value = template.section("Mappings").path(map).path(topKey).path(secondKey);
    if (value.isMissingNode()) {
      throw new TemplateException("mapping %s has no %s.%s".formatted(map, topKey, secondKey));
    }
    return value;
  }

  private JsonNode parameter(String name) {
    JsonNode parameter = template.section("Parameters").path(name);
    if (parameter.isMissingNode()) {
      throw unknown(name);
    }
    JsonNode value = parameter.path("Default");
    if (value.isMissingNode()) {
      throw new TemplateException(
          "parameter %s has no Default; the local cloud cannot prompt for a value".formatted(name));
    }
    return value;
  }

  private ProvisionedResource provisioned(String logicalId) {
    ProvisionedResource found = provisioned.get(logicalId);
    if (found == null) {
      throw unknown(logicalId);
    }
    return found;
  }

  private TemplateException unknown(String name) {
    return new TemplateException(
        resources.containsKey(name)
            ? "'%s' is referenced, but its condition is false".formatted(name)
            : "'%s' is referenced, but not in the template".formatted(name));
  }
}
