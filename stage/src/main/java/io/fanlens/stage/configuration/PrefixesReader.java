package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationsByPrefix;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the block {@code operationsByPrefix}: {@code {"badges/": ["DetectFaces"], "": []}}. The
 * empty prefix, for keys under no other one, is required, so that nobody has to guess.
 */
final class PrefixesReader {

  private static final String KEY = "operationsByPrefix";

  private final ConfigurationBlock stage;
  private final Set<Operation> configured;
  private final KeyFilters keys;

  PrefixesReader(ConfigurationBlock stage, Set<Operation> configured, KeyFilters keys) {
    this.stage = stage;
    this.configured = configured;
    this.keys = keys;
  }

  OperationsByPrefix read() {
    JsonNode given = stage.value(KEY);
    stage.describe(KEY, "none", "a block of lists of operations by prefix");
    if (given.isMissingNode()) {
      return OperationsByPrefix.ALL;
    }
    int errorsBefore = stage.errorCount();
    ConfigurationBlock block = stage.block(KEY);
    Map<String, List<Operation>> lists = new TreeMap<>();
    Set<Operation> unused = EnumSet.noneOf(Operation.class);
    unused.addAll(configured);
    for (String prefix : block.keys()) {
      lists.put(prefix, operations(block, prefix));
      unused.removeAll(lists.get(prefix));
      if (!keys.acceptUnder(prefix)) {
        block.addError(
            quotedIfEmpty(prefix), "bucket.keyPrefixes excludes all keys under it; remove it");
      }
    }
    if (!lists.containsKey(OperationsByPrefix.ANY)) {
      block.addError(
          "the empty prefix \"\" is missing; list the operations for keys under no other prefix,"
              + " [] for none");
    }
    if (stage.errorCount() == errorsBefore) {
      unused.forEach(
          operation ->
              block.addError(
                  "no prefix uses %s; list it under one, or remove it from operations"
                      .formatted(operation.apiName())));
    }
    return stage.errorCount() == errorsBefore
        ? new OperationsByPrefix(lists)
        : OperationsByPrefix.ALL;
  }

  private List<Operation> operations(ConfigurationBlock block, String prefix) {
    JsonNode list = block.value(prefix);
    if (!list.isArray()) {
      block.reject(
          quotedIfEmpty(prefix),
          list,
          "give a list of operations, such as [\"DetectFaces\"], or []");
      return List.of();
    }
    List<Operation> operations = new ArrayList<>();
    for (JsonNode name : list) {
      try {
        Operation operation = Operation.named(name.asText());
        if (!configured.contains(operation)) {
          block.addError(
              quotedIfEmpty(prefix),
              "%s is not configured; add it to operations".formatted(operation.apiName()));
        } else if (operations.contains(operation)) {
          block.addError(quotedIfEmpty(prefix), operation.apiName() + " is listed twice");
        }
        operations.add(operation);
      } catch (IllegalArgumentException e) {
        block.addError(quotedIfEmpty(prefix), e.getMessage());
      }
    }
    return operations;
  }

  private static String quotedIfEmpty(String prefix) {
    return prefix.isEmpty() ? "\"\"" : prefix;
  }
}
