package io.fanlens.infra.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import io.fanlens.stage.configuration.StageContexts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ResultEventsTest {

  private final TestStack stack = TestStack.byDefault();
  private final JsonNode role = stack.one("AWS::IAM::Role", "ResultEvents").path("Properties");
  private final JsonNode pipe = stack.only("AWS::Pipes::Pipe").path("Properties");

  @Test
  void shouldReadTheStreamOfTheResults() {
    assertEquals(stack.outputRef("TableName"), pipe.at("/Source/Fn::GetAtt/0").textValue());
    assertEquals("StreamArn", pipe.at("/Source/Fn::GetAtt/1").textValue());
    assertEquals(
        "NEW_AND_OLD_IMAGES",
        stack
            .one("AWS::DynamoDB::Table", "Results")
            .at("/Properties/StreamSpecification/StreamViewType")
            .textValue());
  }

  @Test
  void shouldSendUndeliverableEventsToADeadLetterQueue() {
    JsonNode source = pipe.at("/SourceParameters/DynamoDBStreamParameters");
    assertEquals(
        stack.outputRef("EventDeadLetterQueueUrl"),
        source.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").textValue());
    assertTrue(source.path("MaximumRetryAttempts").intValue() > 0);
    assertTrue(source.path("MaximumRecordAgeInSeconds").intValue() > 0);
  }

  @Test
  void shouldSendSmallEventsWithASourceAndAType() {
    JsonNode target = pipe.path("TargetParameters");
    assertEquals("fanlens", target.at("/EventBridgeEventBusParameters/Source").textValue());
    assertEquals(
        "Picture result", target.at("/EventBridgeEventBusParameters/DetailType").textValue());
    assertTrue(
        target.path("InputTemplate").textValue().contains("\"key\":\"<$.dynamodb.Keys.id.S>\""));
  }

  @Test
  void shouldLetOnlyThisPipeAssumeItsRole() {
    JsonNode trust = role.at("/AssumeRolePolicyDocument/Statement/0");
    assertEquals("pipes.amazonaws.com", trust.at("/Principal/Service").textValue());
    JsonNode equals = trust.at("/Condition/StringEquals");
    assertEquals("AWS::AccountId", equals.at("/aws:SourceAccount/Ref").textValue());
    assertTrue(
        equals.path("aws:SourceArn").toString().contains(":pipe/" + pipe.path("Name").textValue()));
  }

  /** A pipe's name and source can be set only once. */
  @Test
  void shouldNameThePipeAfterItsSource() {
    String first = pipeName("{\"table\": \"results_2026\"}");

    assertEquals(first, pipeName("{\"table\": \"results_2026\", \"memoryMb\": 1024}"));
    assertNotEquals(first, pipeName("{\"table\": \"results_2027\"}"));
    assertTrue(first.matches("Fanlens-results-[0-9a-f]{8}"), first);
  }

  private static String pipeName(String block) {
    return TestStack.of("default", StageContexts.context(block))
        .only("AWS::Pipes::Pipe")
        .at("/Properties/Name")
        .textValue();
  }

  @Test
  void shouldHaveOnlyThesePermissions() {
    List<String> actions = new ArrayList<>();
    for (JsonNode statement : role.at("/Policies/0/PolicyDocument/Statement")) {
      TestStack.actions(statement).forEach(actions::add);
      assertTrue(statement.path("Resource").isObject(), statement::toString);
    }
    assertEquals(
        new TreeSet<>(
            List.of(
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams",
                "events:PutEvents",
                "sqs:SendMessage")),
        new TreeSet<>(actions));
  }

  @Test
  void shouldHaveNeitherStreamNorPipeWithoutEvents() {
    TestStack other = TestStack.other();
    assertEquals(List.of(), other.logicalIds("AWS::Pipes::Pipe"));
    assertTrue(
        other
            .one("AWS::DynamoDB::Table", "Results")
            .at("/Properties/StreamSpecification")
            .isMissingNode());
  }
}
