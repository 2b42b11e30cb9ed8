package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FanlensStackTest {

  private final TestStack stack = TestStack.byDefault();

  @Test
  void shouldConsistOfTheseResourcesOnly() {
    List<String> types = new ArrayList<>();
    stack.tree().path("Resources").forEach(resource -> types.add(resource.path("Type").asText()));
    types.sort(null);
    assertEquals(
        List.of(
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::DynamoDB::Table",
            "AWS::DynamoDB::Table",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::Lambda::Alias",
            "AWS::Lambda::EventSourceMapping",
            "AWS::Lambda::Function",
            "AWS::Lambda::LayerVersion",
            "AWS::Lambda::LayerVersion",
            "AWS::Lambda::Version",
            "AWS::Logs::LogGroup",
            "AWS::Logs::QueryDefinition",
            "AWS::Logs::QueryDefinition",
            "AWS::Logs::QueryDefinition",
            "AWS::Pipes::Pipe",
            "AWS::S3::Bucket",
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::Queue",
            "AWS::SQS::Queue",
            "AWS::SQS::Queue",
            "AWS::SQS::QueuePolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::SQS::QueuePolicy"),
        types,
        "no helper function, no custom resource, no metadata");
  }

  /** Except for the key's policy, which the account must be able to correct. */
  @ParameterizedTest
  @MethodSource("io.fanlens.stage.configuration.StageContexts#stages")
  void shouldAllowNoActionByAWildcard(String stage) {
    TestStack any = TestStack.ofStage(stage);
    List<String> wild =
        any.statements().stream()
            .filter(statement -> !statement.path("Sid").asText().equals("AccountAccess"))
            .filter(statement -> statement.path("Effect").asText().equals("Allow"))
            .flatMap(TestStack::actions)
            .filter(action -> action.contains("*"))
            .toList();
    assertEquals(List.of(), wild);
    assertFalse(any.json().contains("NotAction"));
  }

  @Test
  void shouldUseNoManagedPolicy() {
    assertFalse(stack.json().contains("ManagedPolic"));
    assertFalse(stack.json().contains(":policy/"));
  }

  @Test
  void shouldOpenNothingToThePublic() {
    List<JsonNode> open =
        stack.statements().stream()
            .filter(statement -> statement.path("Effect").asText().equals("Allow"))
            .filter(statement -> !statement.path("Principal").isMissingNode())
            .filter(statement -> !statement.path("Principal").has("Service"))
            .toList();
    assertEquals(List.of(), open);
    assertFalse(stack.json().contains("AccessControl\""));
    assertFalse(stack.json().contains("AWS::Lambda::Url"));
    assertFalse(stack.json().contains("AWS::Lambda::Permission"));
  }

  @Test
  void shouldOutputWhatItCreates() {
    Set<String> outputs = new TreeSet<>();
    stack.tree().path("Outputs").fieldNames().forEachRemaining(outputs::add);
    assertEquals(
        Set.of(
            "AlarmTopicArn",
            "AnswerBucketName",
            "BucketName",
            "DeadLetterQueueUrl",
            "EventDeadLetterQueueUrl",
            "FunctionName",
            "QueueUrl",
            "QuotaTableName",
            "TableName"),
        outputs);
  }
}
