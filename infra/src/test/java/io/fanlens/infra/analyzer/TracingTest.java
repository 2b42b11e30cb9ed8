package io.fanlens.infra.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracingTest {

  private final TestStack stack = TestStack.ofStage("everything");

  @Test
  void shouldTraceTheFunctionWithTwoMorePermissions() {
    assertEquals(
        "Active",
        stack.only("AWS::Lambda::Function").at("/Properties/TracingConfig/Mode").textValue());
    List<JsonNode> tracing =
        stack.roleStatements().stream()
            .filter(
                statement ->
                    TestStack.actions(statement).anyMatch(action -> action.startsWith("xray:")))
            .toList();
    assertEquals(1, tracing.size());
    assertEquals(
        List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"),
        TestStack.actions(tracing.getFirst()).toList());
    assertEquals(List.of(), stack.logicalIds("AWS::IAM::Policy"), "all permissions are inline");
  }

  @Test
  void shouldNotTraceByDefault() {
    assertTrue(
        TestStack.byDefault()
            .only("AWS::Lambda::Function")
            .at("/Properties/TracingConfig")
            .isMissingNode());
    assertFalse(TestStack.byDefault().json().contains("xray"));
  }

  @Test
  void shouldKeepTheLogForTheConfiguredTime() {
    assertEquals(90, retention(stack));
    assertEquals(30, retention(TestStack.byDefault()));
  }

  private static int retention(TestStack stack) {
    return stack.only("AWS::Logs::LogGroup").at("/Properties/RetentionInDays").intValue();
  }
}
