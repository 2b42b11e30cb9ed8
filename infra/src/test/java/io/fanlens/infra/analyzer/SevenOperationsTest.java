package io.fanlens.infra.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import io.fanlens.settings.Settings;
import io.fanlens.stage.configuration.StageContexts;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SevenOperationsTest {

  private final TestStack stack = TestStack.sevenOperations();

  @Test
  void shouldAllowTheActionOfEachOperationInItsRegions() {
    TreeSet<String> allowed = new TreeSet<>();
    for (JsonNode statement : stack.roleStatements()) {
      TestStack.actions(statement)
          .filter(action -> action.startsWith("rekognition:"))
          .forEach(allowed::add);
    }
    assertEquals(
        StageContexts.operationNames()
            .map("rekognition:"::concat)
            .collect(Collectors.toCollection(TreeSet::new)),
        allowed);
  }

  @Test
  void shouldPassAllOfThemWithinTheLimitOfTheEnvironment() {
    JsonNode parts =
        stack
            .only("AWS::Lambda::Function")
            .at("/Properties/Environment/Variables/" + Settings.ENVIRONMENT_VARIABLE)
            .at("/Fn::Join/1");
    String json =
        parts
            .valueStream()
            .map(part -> part.isTextual() ? part.textValue() : "u".repeat(140))
            .collect(Collectors.joining());
    Settings settings = Settings.fromJson(json);

    assertEquals(7, settings.operations().size());
    assertTrue(json.contains("\"sourceKey\":\"references/front-desk/me.jpg\""), json);
    assertTrue(json.length() < 4096 - Settings.ENVIRONMENT_VARIABLE.length(), json);
  }

  /** 20 calls a second for DetectProtectiveEquipment, and 7 x 0.38 + 0.52 s a message. */
  @Test
  void shouldKeepAsManyBatchesInFlightAsTheLowestQuotaNeeds() {
    JsonNode mapping = stack.only("AWS::Lambda::EventSourceMapping");
    assertEquals(7, mapping.at("/Properties/ScalingConfig/MaximumConcurrency").intValue());
  }
}
