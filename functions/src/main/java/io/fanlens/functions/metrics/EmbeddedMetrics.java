package io.fanlens.functions.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * One line of a log that Amazon CloudWatch takes for metrics: its "embedded metric format". No call
 * is made and nothing is waited for. Each metric is named with the sets of dimensions it is kept
 * by; what is only noted stands in the line, to be queried, and costs no metric.
 */
final class EmbeddedMetrics {

  static final String NAMESPACE = "Fanlens";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** A metric's unit in CloudWatch's words. */
  enum Unit {
    COUNT("Count"),
    BYTES("Bytes"),
    MILLISECONDS("Milliseconds"),
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

  /** A dimension's value, or anything that is no metric. */
  EmbeddedMetrics note(String name, Object value) {
    line.set(name, JSON.valueToTree(value));
    return this;
  }

  /** Metrics that are kept once by each of these sets of dimensions. */
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
      throw new IllegalStateException("metrics cannot be written as JSON", e);
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

    /** A metric that costs nothing while the thing does not happen. */
    Directive putIfAny(String name, Unit unit, long value) {
      return value == 0 ? this : put(name, unit, value);
    }

    Directive putIfAny(String name, Unit unit, List<Long> values) {
      return values.isEmpty() ? this : put(name, unit, values);
    }
  }
}
