package io.fanlens.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.operations.command.UserError;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The operations that the stack runs on a picture, so that a demo knows which rows to wait for.
 * They are in the function's settings, which the template holds as a text interspersed with
 * references; these occur only in values, so their names can stand in for what they reference.
 */
public record TemplateOperations(Settings settings) {

  public static TemplateOperations of(Path template) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(template.toFile());
    } catch (IOException e) {
      throw UserError.failed("the template %s cannot be read as JSON".formatted(template));
    }
    JsonNode settings = root.findValue(Settings.ENVIRONMENT_VARIABLE);
    if (settings == null) {
      throw UserError.failed(
          "no function in the template %s has %s"
              .formatted(template, Settings.ENVIRONMENT_VARIABLE));
    }
    List<String> texts = new ArrayList<>();
    collectTexts(settings, texts);
    try {
      return new TemplateOperations(Settings.fromJson(String.join("", texts)));
    } catch (IllegalArgumentException e) {
      throw UserError.failed("the template %s: %s".formatted(template, e.getMessage()));
    }
  }

  /** The operations on a picture with this key. */
  public List<Operation> of(String key) {
    return settings.operationsOf(key).stream().map(OperationSettings::operation).toList();
  }

  /** Those with operations of their own. */
  public Set<String> prefixes() {
    return settings.operationsByPrefix().lists().keySet();
  }

  private static void collectTexts(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    } else {
      node.forEach(child -> collectTexts(child, texts));
    }
  }
}
