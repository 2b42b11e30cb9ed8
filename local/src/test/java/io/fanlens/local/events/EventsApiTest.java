package io.fanlens.local.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.gateway.Routes;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EventBridge's API for rules, in its own protocol. */
class EventsApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:plates";

  private final EventBus bus = new EventBus(new EventLog(), (rule, queue) -> Optional.empty());
  private final Gateway gateway = Gateway.bind(0);

  @BeforeEach
  void start() {
    gateway.start(
        new Routes(
            Map.of(),
            Map.of("events", new EventsApi(bus.own(), "arn:aws:events:us-east-1:0:rule/")),
            new Handler.Sequence()));
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void shouldSendWhatMatchesToTheTargetsOfARule() throws Exception {
    assertEquals(
        "arn:aws:events:us-east-1:0:rule/one",
        call("PutRule", "{'Name': 'one', 'EventPattern': '{\\'source\\': [\\'fanlens\\']}'}")
            .path("RuleArn")
            .asText());
    JsonNode put =
        call(
            "PutTargets",
            "{'Rule': 'one', 'Targets': [{'Id': 'q', 'Arn': '%s'}]}".formatted(QUEUE));
    assertEquals(0, put.path("FailedEntryCount").asInt(-1));

    assertEquals(List.of(QUEUE), bus.take(event("fanlens")));
    assertEquals(List.of(), bus.take(event("other")));
    assertEquals(QUEUE, call("ListTargetsByRule", "{'Rule': 'one'}").at("/Targets/0/Arn").asText());
    assertEquals("one", call("ListRules", "{}").at("/Rules/0/Name").asText());
    assertEquals("ENABLED", call("DescribeRule", "{'Name': 'one'}").path("State").asText());
  }

  @Test
  void shouldNotSendForADisabledOrDeletedRule() throws Exception {
    String rule = "{'Name': 'one', 'State': '%s', 'EventPattern': '{\\'source\\': [\\'a\\']}'}";
    call("PutRule", rule.formatted("ENABLED"));
    call("PutTargets", "{'Rule': 'one', 'Targets': [{'Id': 'q', 'Arn': '%s'}]}".formatted(QUEUE));
    call("PutRule", rule.formatted("DISABLED"));
    assertEquals(List.of(), bus.take(event("a")));
    call("PutRule", rule.formatted("ENABLED"));
    assertEquals(List.of(QUEUE), bus.take(event("a")));

    assertEquals("ValidationException", error("DeleteRule", "{'Name': 'one'}"));
    call("RemoveTargets", "{'Rule': 'one', 'Ids': ['q']}");
    call("DeleteRule", "{'Name': 'one'}");
    assertEquals(List.of(), bus.take(event("a")));
    assertEquals("ResourceNotFoundException", error("DescribeRule", "{'Name': 'one'}"));
  }

  @Test
  void shouldRefuseWhatItWouldNotDo() throws Exception {
    call("PutRule", "{'Name': 'one', 'EventPattern': '{\\'source\\': [\\'a\\']}'}");
    assertEquals(
        "InvalidEventPatternException",
        error("PutRule", "{'Name': 'two', 'EventPattern': '{\\'source\\': [{\\'cidr\\': 1}]}'}"));
    assertEquals(
        "ValidationException",
        error("PutRule", "{'Name': 'two', 'ScheduleExpression': 'rate(1 day)'}"));
    assertEquals(
        "ValidationException",
        error(
            "PutTargets",
            "{'Rule': 'one', 'Targets': [{'Id': 'f', 'Arn':"
                + " 'arn:aws:lambda:us-east-1:0:function:f'}]}"));
    assertEquals(
        "ValidationException",
        error(
            "PutTargets",
            "{'Rule': 'one', 'Targets': [{'Id': 'q', 'Arn': '%s', 'InputPath': '$.detail'}]}"
                .formatted(QUEUE)));
    assertEquals("NotImplemented", error("PutEvents", "{}"));
    assertEquals(
        "ResourceNotFoundException",
        error(
            "PutTargets",
            "{'Rule': 'none', 'Targets': [{'Id': 'q', 'Arn': '%s'}]}".formatted(QUEUE)));
  }

  private String error(String action, String body) throws Exception {
    JsonNode answer = call(action, body);
    assertTrue(answer.has("message"), answer::toString);
    return answer.path("__type").asText();
  }

  /**
   * Calls the API.
   *
   * @param body with single quotes, escaped ones within a text
   */
  private JsonNode call(String action, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(gateway.endpoint())
              .header("X-Amz-Target", "AWSEvents." + action)
              .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
              .build();
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  private static JsonNode event(String source) {
    return JSON.createObjectNode().put("source", source);
  }
}
