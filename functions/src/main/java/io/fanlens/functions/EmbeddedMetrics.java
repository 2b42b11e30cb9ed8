package io.fanlens.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One line of a log that Amazon CloudWatch takes for metrics: its "embedded metric format". No call
 * is made and nothing is waited for.
 */
final class EmbeddedMetrics {

  static final String NAMESPACE = "Fanlens";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** A metric's unit in CloudWatch's words. */
  enum Unit {
    COUNT("Count"),
    PER_SECOND("Count/Second"),
    MILLISECONDS("Milliseconds"),
    NONE("None");

    private final String id;

    Unit(String id) {
      this.id = id;
    }
  }

  /**
   * What was measured.
   *
   * @param value a number, or several in an array: CloudWatch takes up to 100
   */
  record Metric(Unit unit, Object value) {}

  private EmbeddedMetrics() {}

  static String line(
      Instant time, SequencedMap<String, String> dimensions, SequencedMap<String, Metric> metrics) {
    ObjectNode line = JSON.createObjectNode();
    ObjectNode aws = line.putObject("_aws");
    aws.put("Timestamp", time.toEpochMilli());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    ArrayNode names = directive.putArray("Dimensions").addArray();
    dimensions.keySet().forEach(names::add);
    ArrayNode definitions = directive.putArray("Metrics");
    dimensions.forEach(line::put);
    for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
      definitions.addObject().put("Name", metric.getKey()).put("Unit", metric.getValue().unit().id);
      line.set(metric.getKey(), JSON.valueToTree(metric.getValue().value()));
    }
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metrics cannot be written as JSON", e);
    }
  }
}
