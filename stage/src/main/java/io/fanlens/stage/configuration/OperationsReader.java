package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fanlens.settings.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the block {@code operations}: which operations run, and with which parameters. */
record OperationsReader(ConfigurationBlock stage) {

  Map<Operation, Map<String, Object>> read() {
    JsonNode given = stage.value("operations");
    stage.describe("operations", names(defaultOperations()), "a block of operations");
    ConfigurationBlock block = stage.block("operations");
    if (given.isMissingNode()) {
      return defaultOperations();
    }
    Map<Operation, Map<String, Object>> operations = new LinkedHashMap<>();
    for (String name : block.keys()) {
      try {
        operations.put(Operation.named(name), parameters(block, name));
      } catch (IllegalArgumentException e) {
        block.addError(name, e.getMessage());
      }
    }
    if (given.isObject() && given.isEmpty()) {
      stage.reject("operations", given, "name at least one, such as DetectFaces");
    }
    return operations;
  }

  private static Map<String, Object> parameters(ConfigurationBlock operations, String name) {
    ConfigurationBlock parameters = operations.block(name);
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key : parameters.keys()) {
      JsonNode value = parameters.value(key);
      if (value.isMissingNode()) {
        parameters.reject(
            key, JsonNodeFactory.instance.nullNode(), "give a value or remove the key");
      } else {
        values.put(key, StageJson.plain(value));
      }
    }
    return values;
  }

  private static String names(Map<Operation, Map<String, Object>> operations) {
    return operations.keySet().stream().map(Operation::apiName).collect(Collectors.joining(", "));
  }

  private static Map<Operation, Map<String, Object>> defaultOperations() {
    Map<Operation, Map<String, Object>> operations = new LinkedHashMap<>();
    operations.put(Operation.DETECT_FACES, Map.of("attributes", List.of("ALL")));
    operations.put(
        Operation.DETECT_LABELS,
        Map.of("maxLabels", 50, "minConfidence", 55, "features", List.of("GENERAL_LABELS")));
    return operations;
  }
}
