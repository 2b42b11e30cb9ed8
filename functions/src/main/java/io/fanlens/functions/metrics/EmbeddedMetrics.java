package io.fanlens.functions.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * One log line in CloudWatch's embedded metric format: metrics without an API call. Each metric is
 * declared with its sets of dimensions; other fields are only in the line, for queries, and cost no
 * metric.
 */
final class EmbeddedMetrics {

  static final String NAMESPACE = "Fanlens";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** CloudWatch's units. */
  enum Unit {
    COUNT("Count"),
    BYTES("Bytes"),
    MILLISECONDS("Milliseconds"),
    SECONDS("Seconds"),
    NONE("None");

    private final String id;

    Unit(String id) {
      this.id = id;
    }
  }

  private final ObjectNode line = JSON.createObjectNode();
  private final ArrayNode directives;

  EmbeddedMetrics(Instant time) {
    ObjectNode aws = line.putObject("_aws");
    aws.put("Timestamp", time.toEpochMilli());
    directives = aws.putArray("CloudWatchMetrics");
  }

  /** A dimension's value, or a field that is not a metric. */
  EmbeddedMetrics note(String name, Object value) {
    line.set(name, JSON.valueToTree(value));
    return this;
  }

  /** Metrics that are kept once per set of dimensions. */
  Directive by(List<List<String>> dimensionSets) {
    return new Directive(dimensionSets);
  }

  boolean isEmpty() {
    return directives.isEmpty();
  }

  @Override
  public String toString() {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metrics cannot be serialized", e);
    }
  }

  /** Metrics with the same dimensions. */
  final class Directive {

    private final List<List<String>> dimensionSets;
    private ArrayNode definitions;

    private Directive(List<List<String>> dimensionSets) {
      this.dimensionSets = dimensionSets;
    }

    /**
     * Adds a metric.
     *
     * @param value a number, or several in a list: CloudWatch takes up to 100
     */
    Directive put(String name, Unit unit, Object value) {
      if (definitions == null) {
        ObjectNode directive = directives.addObject();
        directive.put("Namespace", NAMESPACE);
        directive.set("Dimensions", JSON.valueToTree(dimensionSets));
        definitions = directive.putArray("Metrics");
      }
      definitions.addObject().put("Name", name).put("Unit", unit.id);
      note(name, value);
      return this;
    }

    /** A metric that is written only if it is not zero, so that it costs nothing otherwise. */
    Directive putIfAny(String name, Unit unit, long value) {
      return value == 0 ? this : put(name, unit, value);
    }

    Directive putIfAny(String name, Unit unit, List<Long> values) {
      return values.isEmpty() ? this : put(name, unit, values);
    }
  }
}
