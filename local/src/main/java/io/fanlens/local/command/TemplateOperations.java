package io.fanlens.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which operations the stack runs on each picture: what a demo has to wait for. They stand in the
 * function's settings, where the template holds them as a text broken up by references.
 */
final class TemplateOperations {

  private TemplateOperations() {}

  static List<Operation> of(Path template) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(template.toFile());
    } catch (IOException e) {
      throw UserError.failed("the template %s cannot be read as JSON".formatted(template));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode settings : root.findValues(Settings.ENVIRONMENT_VARIABLE)) {
      collectTexts(settings, texts);
    }
    String settings = String.join("", texts);
    List<Operation> operations =
        Arrays.stream(Operation.values())
            .filter(operation -> settings.contains("\"operation\":\"" + operation.apiName() + "\""))
            .toList();
    if (operations.isEmpty()) {
      throw UserError.failed(
          "no function in the template %s names an operation in %s"
              .formatted(template, Settings.ENVIRONMENT_VARIABLE));
    }
    return operations;
  }

  private static void collectTexts(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    } else {
      node.forEach(child -> collectTexts(child, texts));
    }
  }
}
