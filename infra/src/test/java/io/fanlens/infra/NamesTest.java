package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class NamesTest {

  private final TestStack stack = TestStack.ofStage("everything");

  @Test
  void shouldGiveBucketFunctionAndQueuesTheirNames() {
    assertEquals("fanlens-everything-pictures", name("AWS::S3::Bucket", "Intake", "BucketName"));
    assertEquals("fanlens-everything", name("AWS::Lambda::Function", "Analyzer", "FunctionName"));
    assertEquals("fanlens-everything", name("AWS::SQS::Queue", "IntakeQueue", "QueueName"));
    assertEquals(
        "fanlens-everything-dead-letters",
        name("AWS::SQS::Queue", "IntakeDeadLetterQueue", "QueueName"));
    assertEquals(
        "fanlens-everything-event-dead-letters",
        name("AWS::SQS::Queue", "ResultEvents", "QueueName"));
  }

  /** Otherwise Amazon S3 could not notify the queue of any picture. */
  @Test
  void shouldLetTheNamedBucketSend() {
    JsonNode statement =
        stack.statements().stream()
            .filter(each -> each.path("Sid").asText().equals("BucketNotifications"))
            .filter(each -> each.path("Action").asText().equals("sqs:SendMessage"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        ":s3:::fanlens-everything-pictures",
        statement.at("/Condition/ArnLike/aws:SourceArn/Fn::Join/1/2").textValue());
  }

  @Test
  void shouldDeriveNamesFromTheStacksName() {
    String pipe = name("AWS::Pipes::Pipe", "ResultEvents", "Name");
    assertTrue(pipe.startsWith("Fanlens-all-results-"), pipe);
    assertTrue(stack.json().contains("\"FANLENS_STACK\": \"Fanlens-all\""));
  }

  private String name(String type, String beginning, String property) {
    return stack.one(type, beginning).at("/Properties/" + property).textValue();
  }
}
