package io.fanlens.local.stack;

import io.fanlens.local.template.Resource;
import java.util.Locale;
import java.util.Map;

/**
 * Placeholders for resources that are only reported, so that references to them can be resolved.
 */
final class Placeholders {
  private Placeholders() {}

  static ProvisionedResource of(Resource resource, StackContext context) {
    String name = context.generatedName(resource.logicalId());
    return switch (resource.type()) {
      case "AWS::Logs::LogGroup" ->
          new ProvisionedResource(
              name, Map.of("Arn", context.arn("logs", "log-group:" + name + ":*")));
      case "AWS::KMS::Key" ->
          new ProvisionedResource(
              name, Map.of("Arn", context.arn("kms", "key/" + name), "KeyId", name));
      default -> new ProvisionedResource(name, Map.of());
    };
  }

  /** An attribute that the type does not provide: an ARN if its name ends with Arn. */
  static String attribute(Resource resource, String attribute, StackContext context) {
    String name = context.generatedName(resource.logicalId());
    String[] type = resource.type().toLowerCase(Locale.ROOT).split("::", -1);
    return attribute.endsWith("Arn") && type.length == 3
        ? context.arn(type[1], type[2] + "/" + name)
        : name + "." + attribute;
  }
}
