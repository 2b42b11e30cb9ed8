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
 * The block {@code operationsByPrefix}: {@code {"badges/": ["DetectFaces"], "": []}}. What is asked
 * about keys under no listed prefix stands there too, under the empty one, so that nobody must
 * guess it.
 */
final class PrefixesReader {

  private static final String KEY = "operationsByPrefix";

  private final Block stage;
  private final Set<Operation> configured;
  private final KeyFilters keys;

  PrefixesReader(Block stage, Set<Operation> configured, KeyFilters keys) {
    this.stage = stage;
    this.configured = configured;
    this.keys = keys;
  }

  OperationsByPrefix read() {
    JsonNode given = stage.value(KEY);
    stage.describe(KEY, "none", "a block of lists of operations, by prefix");
    if (given.isMissingNode()) {
      return OperationsByPrefix.ALL;
    }
    int mistakesBefore = stage.mistakes();
    Block block = stage.block(KEY);
    Map<String, List<Operation>> lists = new TreeMap<>();
    Set<Operation> unasked = EnumSet.noneOf(Operation.class);
    unasked.addAll(configured);
    for (String prefix : block.keys()) {
      lists.put(prefix, operations(block, prefix));
      unasked.removeAll(lists.get(prefix));
      if (!keys.reach(prefix)) {
        block.note(named(prefix), "no key under it passes bucket.keyPrefixes; take it out");
      }
    }
    if (!lists.containsKey(OperationsByPrefix.ANY)) {
      block.noteHere(
          "does not say what is asked about keys under no listed prefix; give the empty prefix"
              + " \"\" a list too, [] to ask for nothing");
    }
    if (stage.mistakes() == mistakesBefore) {
      unasked.forEach(
          operation ->
              block.noteHere(
                  "no prefix asks for %s; name it under one, or take it out of operations"
                      .formatted(operation.apiName())));
    }
    return stage.mistakes() == mistakesBefore
        ? new OperationsByPrefix(lists)
        : OperationsByPrefix.ALL;
  }

  private List<Operation> operations(Block block, String prefix) {
    JsonNode list = block.value(prefix);
    if (!list.isArray()) {
      block.refuse(
          named(prefix), list, "give a list of operations, such as [\"DetectFaces\"], or []");
      return List.of();
    }
    List<Operation> operations = new ArrayList<>();
    for (JsonNode name : list) {
      try {
        Operation operation = Operation.named(name.asText());
        if (!configured.contains(operation)) {
          block.note(
              named(prefix),
              "%s is none of the operations; name it there too".formatted(operation.apiName()));
        } else if (operations.contains(operation)) {
          block.note(named(prefix), operation.apiName() + " is named twice; name it once");
        }
        operations.add(operation);
      } catch (IllegalArgumentException e) {
        block.note(named(prefix), e.getMessage());
      }
    }
    return operations;
  }

  private static String named(String prefix) {
    return prefix.isEmpty() ? "\"\"" : prefix;
  }
}
