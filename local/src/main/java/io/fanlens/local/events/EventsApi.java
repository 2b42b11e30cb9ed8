package io.fanlens.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.events.OwnRules.OwnRule;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The part of EventBridge's API that makes rules from the default bus to queues. */
public final class EventsApi extends Handler.Abstract {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a target may say: the queue gets the event as it is. */
  private static final Set<String> OF_TARGET = Set.of("Id", "Arn");

  private final OwnRules rules;
  private final String arnPrefix;

  /**
   * An API.
   *
   * @param arnPrefix of a rule's ARN, to which its name is added
   */
  public EventsApi(OwnRules rules, String arnPrefix) {
    this.rules = rules;
    this.arnPrefix = arnPrefix;
  }

  /** An error of the API, under its name there. */
  private static final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String type;

    private ApiException(String type, String sentence) {
      super(sentence);
      this.type = type;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
    String action = target.substring(target.lastIndexOf('.') + 1);
    String body = Content.Source.asString(request, StandardCharsets.UTF_8);
    ObjectNode answer;
    try {
      answer = answer(action, JSON.readTree(body.isEmpty() ? "{}" : body));
    } catch (ApiException e) {
      response.setStatus(400);
      answer = JSON.createObjectNode().put("__type", e.type).put("message", e.getMessage());
    } catch (JsonProcessingException e) {
      response.setStatus(400);
      answer = JSON.createObjectNode().put("__type", "SerializationException");
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
    Content.Sink.write(response, true, answer.toString(), callback);
    return true;
  }

  private ObjectNode answer(String action, JsonNode request) {
    String bus = request.path("EventBusName").asText("default");
    if (!(bus.equals("default") || bus.endsWith(":event-bus/default"))) {
      throw new ApiException("ResourceNotFoundException", "The local cloud has no bus " + bus);
    }
    return switch (action) {
      case "PutRule" -> putRule(request);
      case "DescribeRule" -> described(rule(request, "Name"));
      case "ListRules" -> listRules(request.path("NamePrefix").asText());
      case "DeleteRule" -> deleteRule(request);
      case "PutTargets" -> putTargets(request);
      case "ListTargetsByRule" -> listTargets(rule(request, "Rule"));
      case "RemoveTargets" -> removeTargets(request);
      default ->
          throw new ApiException(
              "NotImplemented",
              "The local cloud makes rules to queues; it has no %s.".formatted(action));
    };
  }

  private ObjectNode putRule(JsonNode request) {
    String name = request.path("Name").asText();
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw invalid("Name is '%s'; give 1 to 64 letters, digits and . _ -".formatted(name));
    }
    if (request.has("ScheduleExpression")) {
      throw invalid("Only rules with an event pattern run here, not scheduled ones");
    }
    try {
      rules.put(
          name,
          arnPrefix + name,
          request.path("EventPattern").asText(),
          request.path("Description").asText(),
          !request.path("State").asText().equals("DISABLED"));
    } catch (IllegalArgumentException e) {
      throw new ApiException("InvalidEventPatternException", e.getMessage());
    }
    return JSON.createObjectNode().put("RuleArn", arnPrefix + name);
  }

  private ObjectNode listRules(String prefix) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode all = answer.putArray("Rules");
    rules.names().stream()
        .filter(name -> name.startsWith(prefix))
        .flatMap(name -> rules.find(name).stream())
        .forEach(rule -> all.add(described(rule)));
    return answer;
  }

  private static ObjectNode described(OwnRule rule) {
    return JSON.createObjectNode()
        .put("Name", rule.name())
        .put("Arn", rule.arn())
        .put("EventPattern", rule.pattern())
        .put("Description", rule.description())
        .put("State", rule.enabled() ? "ENABLED" : "DISABLED")
        .put("EventBusName", "default");
  }

  private ObjectNode deleteRule(JsonNode request) {
    rules
        .find(request.path("Name").asText())
        .ifPresent(
            rule -> {
              if (!rule.targets().isEmpty()) {
                throw invalid("Rule can't be deleted since it has targets.");
              }
              rules.delete(rule.name());
            });
    return JSON.createObjectNode();
  }

  private ObjectNode putTargets(JsonNode request) {
    OwnRule rule = rule(request, "Rule");
    for (JsonNode target : request.path("Targets")) {
      Set<String> more = new TreeSet<>();
      target.fieldNames().forEachRemaining(more::add);
      more.removeAll(OF_TARGET);
      if (!more.isEmpty()) {
        throw invalid(
            "A queue gets the event as it is; not supported here: " + String.join(", ", more));
      }
      if (!target.path("Arn").asText().matches("arn:[a-z-]+:sqs:[^:]+:[0-9]+:.+")) {
        throw invalid("Rules are supported only to queues, not to " + target.path("Arn").asText());
      }
    }
    for (JsonNode target : request.path("Targets")) {
      rules.putTarget(rule.name(), target.path("Id").asText(), target.path("Arn").asText());
    }
    return noneFailed();
  }

  private static ObjectNode listTargets(OwnRule rule) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode targets = answer.putArray("Targets");
    rule.targets().forEach((id, arn) -> targets.addObject().put("Id", id).put("Arn", arn));
    return answer;
  }

  private ObjectNode removeTargets(JsonNode request) {
    OwnRule rule = rule(request, "Rule");
    ObjectNode answer = noneFailed();
    for (JsonNode id : request.path("Ids")) {
      if (!rules.removeTarget(rule.name(), id.asText())) {
        answer.withArray("FailedEntries").addObject().put("TargetId", id.asText());
      }
    }
    return answer.put("FailedEntryCount", answer.path("FailedEntries").size());
  }

  private static ObjectNode noneFailed() {
    ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", 0);
    answer.putArray("FailedEntries");
    return answer;
  }

  private OwnRule rule(JsonNode request, String field) {
    String name = request.path(field).asText();
    return rules
        .find(name)
        .orElseThrow(
            () ->
                new ApiException(
                    "ResourceNotFoundException",
                    "Rule %s does not exist on EventBus default.".formatted(name)));
  }

  private static ApiException invalid(String sentence) {
    return new ApiException("ValidationException", sentence);
  }
}
