package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.stage.configuration.StageContexts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    TestStack stack = kept();

    assertEquals(DATA, kept(stack));
    assertEquals(
        "true",
        stack
            .one("AWS::DynamoDB::Table", "Results")
            .at("/Properties/DeletionProtectionEnabled")
            .asText());
  }

  /** Else the second try ends with "already exists", or leaves buckets that nobody knows. */
  @Test
  void shouldLeaveNothingOfAFailedFirstDeploymentButTheProtectedTableAndItsKey() {
    assertEquals(
        Map.of(
            "AWS::DynamoDB::Table", "Retain",
            "AWS::KMS::Key", "Retain",
            "AWS::Logs::LogGroup", "RetainExceptOnCreate",
            "AWS::S3::Bucket", "RetainExceptOnCreate"),
        policies(kept(), "DeletionPolicy"));
    assertEquals(Set.of("Retain"), Set.copyOf(policies(kept(), "UpdateReplacePolicy").values()));
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

  /** With everything, and kept. */
  private static TestStack kept() {
    ObjectNode context = StageContexts.contextOf("everything").deepCopy();
    ((ObjectNode) context.at("/stages/everything")).remove("removal");
    return TestStack.of("everything", context);
  }

  /** The policy of each type of resource that is kept. */
  private static Map<String, String> policies(TestStack stack, String name) {
    Map<String, String> policies = new TreeMap<>();
    for (JsonNode resource : stack.tree().path("Resources")) {
      String policy = resource.path(name).asText();
      if (policy.startsWith("Retain")) {
        String earlier = policies.put(resource.path("Type").textValue(), policy);
        assertTrue(earlier == null || earlier.equals(policy), resource::toString);
      }
    }
    return policies;
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
