package io.fanlens.infra.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlarmTopicTest {

  @Test
  void shouldAcceptAlarmsOfThisAccountOnlyAndOnlyOverTls() {
    JsonNode policy = TestStack.byDefault().only("AWS::SNS::TopicPolicy");
    List<JsonNode> statements = policy.findValue("Statement").valueStream().toList();
    assertEquals(2, statements.size());
    assertEquals("Deny", statements.getFirst().path("Effect").asText());
    assertTrue(statements.getFirst().toString().contains("aws:SecureTransport"));
    JsonNode allowed = statements.getLast();
    assertEquals("cloudwatch.amazonaws.com", allowed.at("/Principal/Service").asText());
    assertEquals("sns:Publish", allowed.path("Action").asText());
    assertTrue(allowed.at("/Condition/StringEquals").has("aws:SourceAccount"), allowed::toString);
  }

  @Test
  void shouldSendMailWhereTheStageNamesAnAddress() {
    TestStack.other()
        .template()
        .hasResourceProperties(
            "AWS::SNS::Subscription",
            Map.of("Protocol", "email", "Endpoint", "team+fanlens@example.com"));
    TestStack.byDefault().template().resourceCountIs("AWS::SNS::Subscription", 0);
  }
}
