package io.fanlens.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the targets of all operations in few bytes, since AWS Lambda gives 4,096 to all
 * environment variables. A target with the default quota is its Region alone, {@code "eu-west-1"}
 * or {@code "eu-west-1@account"}; and the list that most operations share is written once, at the
 * top: an operation without its own list uses those of them that offer it. Seven operations in 17
 * Regions take 0.3 KB in place of 8 KB.
 */
final class CompactTargets {

  private static final String TARGETS = "targets";
  private static final String REGION = "region";
  private static final String ACCOUNT = "account";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CompactTargets() {}

  /** Shortens the settings' tree in place. */
  static void shorten(ObjectNode settings, List<OperationSettings> operations) {
    ArrayNode shared = NODES.arrayNode();
    List<ArrayNode> own = new ArrayList<>();
    for (OperationSettings operation : operations) {
      ArrayNode written = NODES.arrayNode();
      operation.targets().forEach(target -> written.add(shortened(operation.operation(), target)));
      own.add(written);
      if (written.size() > shared.size() && written.valueStream().allMatch(JsonNode::isTextual)) {
        shared = written;
      }
    }
    JsonNode nodes = settings.path("operations");
    boolean used = false;
    for (int i = 0; i < own.size(); i++) {
      ObjectNode operation = (ObjectNode) nodes.get(i);
      if (own.get(i).equals(offered(operations.get(i).operation(), shared))) {
        operation.remove(TARGETS);
        used = true;
      } else {
        operation.set(TARGETS, own.get(i));
      }
    }
    if (used) {
      settings.set(TARGETS, shared);
    }
  }

  /** Expands a shortened tree in place to what the records read; a long one stays as it is. */
  static void lengthen(ObjectNode settings) {
    JsonNode shared = settings.remove(TARGETS);
    for (JsonNode node : settings.path("operations")) {
      Optional<Operation> named = operation(node);
      if (named.isPresent() && node instanceof ObjectNode operation) {
        JsonNode own = operation.path(TARGETS);
        if (own.isMissingNode() && shared != null) {
          own = offered(named.get(), shared);
        }
        if (own.isArray()) {
          ArrayNode targets = NODES.arrayNode();
          own.forEach(target -> targets.add(lengthened(named.get(), target)));
          operation.set(TARGETS, targets);
        }
      }
    }
  }

  /** Empty where reading the records will report the error. */
  private static Optional<Operation> operation(JsonNode node) {
    try {
      return Optional.of(Operation.named(node.path("operation").asText()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ArrayNode offered(Operation operation, JsonNode places) {
    ArrayNode offered = NODES.arrayNode();
    for (JsonNode place : places) {
      if (operation.isOfferedIn(place.asText().split("@", 2)[0])) {
        offered.add(place);
      }
    }
    return offered;
  }

  private static JsonNode shortened(Operation operation, TargetSettings target) {
    double usual = operation.defaultPermitsPerSecond(target.region());
    if (target.permitsPerSecond() == usual && target.weight() == usual) {
      return NODES.textNode(
          target.isHome() ? target.region() : target.region() + "@" + target.account());
    }
    ObjectNode node = NODES.objectNode().put(REGION, target.region());
    node.put("permitsPerSecond", target.permitsPerSecond()).put("weight", target.weight());
    return target.isHome() ? node : node.put(ACCOUNT, target.account());
  }

  private static JsonNode lengthened(Operation operation, JsonNode target) {
    if (!target.isTextual()) {
      return target;
    }
    String[] parts = target.asText().split("@", 2);
    double usual = operation.defaultPermitsPerSecond(parts[0]);
    ObjectNode node = NODES.objectNode().put(REGION, parts[0]);
    node.put("permitsPerSecond", usual).put("weight", usual);
    return parts.length == 1 ? node : node.put(ACCOUNT, parts[1]);
  }
}
