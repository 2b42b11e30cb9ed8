package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.stage.configuration.StageContexts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stays and what is deleted with the stack, as docs/operations.md says. */
class RemovalTest {

  private static final List<String> DATA =
      List.of(
          "AWS::DynamoDB::Table",
          "AWS::KMS::Key",
          "AWS::Logs::LogGroup",
          "AWS::S3::Bucket",
          "AWS::S3::Bucket",
          "AWS::S3::Bucket");

  @Test
  void shouldKeepPicturesResultsLogsAndTheirKeyByDefault() {
    ObjectNode context = StageContexts.contextOf("everything").deepCopy();
    ((ObjectNode) context.at("/stages/everything")).remove("removal");
    TestStack stack = TestStack.of("everything", context);

    assertEquals(DATA, kept(stack));
    assertEquals(
        "true",
        stack
            .one("AWS::DynamoDB::Table", "Results")
            .at("/Properties/DeletionProtectionEnabled")
            .asText());
  }

  @Test
  void shouldKeepNothingWithRemovalDestroy() {
    TestStack stack = TestStack.ofStage("everything");

    assertEquals(List.of(), kept(stack));
    JsonNode table = stack.one("AWS::DynamoDB::Table", "Results").path("Properties");
    assertFalse(table.path("DeletionProtectionEnabled").asBoolean());
  }

  /** Emptying a bucket is left to its owner; a custom resource could do it by mistake. */
  @Test
  void shouldEmptyNoBucketByItself() {
    for (String stage : StageContexts.stages()) {
      assertFalse(TestStack.ofStage(stage).json().contains("Custom::"), stage);
    }
  }

  private static List<String> kept(TestStack stack) {
    return stack.tree().path("Resources").properties().stream()
        .map(Map.Entry::getValue)
        .filter(resource -> resource.path("DeletionPolicy").asText().startsWith("Retain"))
        .map(resource -> resource.path("Type").textValue())
        .sorted()
        .toList();
  }
}
