package io.fanlens.infra.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import io.fanlens.pipeline.EventReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyMessageTest {

  private final TestStack stack = TestStack.ofStage("everything");

  @Test
  void shouldSendOftenerThanAVersionBecomesInactive() {
    JsonNode rule = stack.only("AWS::Events::Rule").path("Properties");
    assertEquals("rate(7 days)", rule.path("ScheduleExpression").textValue());
    assertEquals(stack.outputRef("QueueUrl"), rule.at("/Targets/0/Arn/Fn::GetAtt/0").textValue());
    JsonNode sender =
        stack.statements().stream()
            .filter(each -> each.path("Sid").asText().equals("WeeklyMessage"))
            .filter(each -> each.path("Action").asText().equals("sqs:SendMessage"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        stack.logicalIds("AWS::Events::Rule").getFirst(),
        sender.at("/Condition/ArnEquals/aws:SourceArn/Fn::GetAtt/0").textValue());
  }

  @Test
  void shouldGiveTheFunctionNothingToDo() throws Exception {
    String body = stack.only("AWS::Events::Rule").at("/Properties/Targets/0/Input").textValue();
    assertEquals(List.of(), EventReader.read(body));
  }

  @Test
  void shouldBeOffByDefault() {
    assertEquals(List.of(), TestStack.byDefault().logicalIds("AWS::Events::Rule"));
  }
}
