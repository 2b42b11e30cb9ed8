package io.fanlens.local.rekognition.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Converts rules to and from the JSON of the control API. Errors name the field. */
public final class RulesJson {

  private RulesJson() {}

  /**
   * Reads for example {@code {"quota": {"permitsPerSecond": 5, "burstSeconds": 1}, "latency":
   * {"millis": 400, "sigma": 0.3}, "outage": "fail", "faults": [{"kind": "throttle", "probability":
   * 0.1}], "answer": {...}}}.
   */
  public static Rules read(JsonNode json) {
    onlyFields(json, "the rules", "operation", "quota", "latency", "outage", "faults", "answer");
    Rules rules = Rules.EMPTY;
    if (json.hasNonNull("quota")) {
      rules = rules.withQuota(quota(json.get("quota")));
    }
    if (json.hasNonNull("latency")) {
      rules = rules.withLatency(latency(json.get("latency")));
    }
    if (json.hasNonNull("outage")) {
      rules = rules.withOutage(choice(Outage.class, "outage", json.get("outage")));
    }
    for (JsonNode fault : json.path("faults")) {
      rules = rules.withFault(fault(fault));
    }
    if (json.hasNonNull("answer")) {
      JsonNode answer = json.get("answer");
      rules = rules.withScript(request -> Optional.of(answer));
    }
    return rules;
  }

  public static ObjectNode write(Rules rules) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    rules.quota().ifPresent(quota -> json.set("quota", write(quota)));
    rules
        .latency()
        .ifPresent(
            latency ->
                json.putObject("latency")
                    .put("millis", latency.median().toMillis())
                    .put("sigma", latency.sigma())
                    .put("added", latency.added()));
    rules.outage().ifPresent(outage -> json.put("outage", outage.name().toLowerCase(Locale.ROOT)));
    rules.script().ifPresent(script -> json.put("scripted", true));
    if (!rules.faults().isEmpty()) {
      ArrayNode faults = json.putArray("faults");
      for (ArmedFault armed : rules.faults()) {
        Fault fault = armed.fault();
        ObjectNode node =
            faults.addObject().put("kind", fault.kind().name().toLowerCase(Locale.ROOT));
        if (fault.next() > 0) {
          node.put("next", armed.left());
        } else {
          node.put("probability", fault.probability());
        }
        if (!fault.hang().isZero()) {
          node.put("millis", fault.hang().toMillis());
        }
      }
    }
    return json;
  }

  public static ObjectNode write(Quota quota) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("permitsPerSecond", quota.permitsPerSecond())
        .put("burstSeconds", quota.burst().toMillis() / 1000.0);
  }

  private static Quota quota(JsonNode json) {
    onlyFields(json, "quota", "permitsPerSecond", "burstSeconds");
    if (!json.hasNonNull("permitsPerSecond")) {
      throw new IllegalArgumentException("quota has no permitsPerSecond; give the calls a second");
    }
    double burst = number(json, "burstSeconds", Quota.DEFAULT_BURST.toMillis() / 1000.0);
    return new Quota(number(json, "permitsPerSecond", 0), Duration.ofNanos((long) (burst * 1e9)));
  }

  private static Latency latency(JsonNode json) {
    onlyFields(json, "latency", "millis", "sigma", "added");
    return new Latency(millis(json), number(json, "sigma", 0), json.path("added").asBoolean(false));
  }

  private static Fault fault(JsonNode json) {
    onlyFields(json, "a fault", "kind", "probability", "next", "millis");
    return new Fault(
        choice(Fault.Kind.class, "kind", json.path("kind")),
        number(json, "probability", 0),
        (int) number(json, "next", 0),
        millis(json));
  }

  private static Duration millis(JsonNode json) {
    return Duration.ofNanos((long) (number(json, "millis", 0) * 1e6));
  }

  private static double number(JsonNode json, String field, double defaultValue) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return defaultValue;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException(field + " is " + value + "; give a number");
    }
    return value.asDouble();
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String field, JsonNode value) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    if (!names.contains(value.asText())) {
      throw new IllegalArgumentException(
          field + " is '" + value.asText() + "'; choose from " + names);
    }
    return Enum.valueOf(type, value.asText().toUpperCase(Locale.ROOT));
  }

  private static void onlyFields(JsonNode json, String what, String... known) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(what + " is " + json + "; give a JSON object");
    }
    Set<String> unknown = new HashSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(List.of(known));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          what + " has " + unknown + "; known are " + List.of(known));
    }
  }
}
