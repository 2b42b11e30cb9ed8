package io.fanlens.infra.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessLogBucketTest {

  private final TestStack stack = TestStack.ofStage("everything");

  @Test
  void shouldLogBothBucketsBelowPrefixesOfTheirOwn() {
    assertEquals("pictures/", logging(stack, "Intake").path("LogFilePrefix").textValue());
    assertEquals("answers/", logging(stack, "Results").path("LogFilePrefix").textValue());
    for (String bucket : List.of("Intake", "Results")) {
      assertEquals(
          stack.outputRef("AccessLogBucketName"),
          logging(stack, bucket).at("/DestinationBucketName/Ref").textValue());
    }
  }

  @Test
  void shouldKeepLogsPrivateAndForTheConfiguredTime() {
    JsonNode bucket = stack.one("AWS::S3::Bucket", "AccessLogs").path("Properties");
    assertEquals(90, bucket.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").intValue());
    assertEquals(
        "BucketOwnerEnforced", bucket.at("/OwnershipControls/Rules/0/ObjectOwnership").textValue());
    assertEquals(
        List.of(true, true, true, true),
        bucket
            .path("PublicAccessBlockConfiguration")
            .valueStream()
            .map(JsonNode::booleanValue)
            .toList());
    assertFalse(bucket.has("AccessControl"), "no access list, which the ownership forbids");
    assertFalse(bucket.has("LoggingConfiguration"), "its own requests would log themselves");
  }

  @Test
  void shouldLetAmazonS3DeliverForEachBucketOnly() {
    JsonNode policy =
        stack.one("AWS::S3::BucketPolicy", "AccessLogs").at("/Properties/PolicyDocument/Statement");
    assertEquals(3, policy.size());
    assertEquals("Deny", policy.at("/0/Effect").textValue());
    assertEquals(
        "false", policy.at("/0/Condition/Bool/aws:SecureTransport").textValue(), "TLS only");
    assertDelivery(policy.get(1), "PicturesAccessLogs", "Intake", "/pictures/*");
    assertDelivery(policy.get(2), "AnswersAccessLogs", "Results", "/answers/*");
  }

  private static void assertDelivery(
      JsonNode statement, String sid, String source, String objects) {
    assertEquals(sid, statement.path("Sid").textValue());
    assertEquals("logging.s3.amazonaws.com", statement.at("/Principal/Service").textValue());
    assertEquals("s3:PutObject", statement.path("Action").textValue());
    assertEquals(objects, statement.at("/Resource/Fn::Join/1/1").textValue());
    JsonNode condition = statement.path("Condition");
    assertEquals("AWS::AccountId", condition.at("/StringEquals/aws:SourceAccount/Ref").textValue());
    assertEquals(
        source,
        condition
            .at("/ArnLike/aws:SourceArn/Fn::GetAtt/0")
            .textValue()
            .substring(0, source.length()));
  }

  @Test
  void shouldLogIntoAnExistingBucket() {
    assertEquals(
        "team-access-logs",
        logging(TestStack.other(), "Intake").path("DestinationBucketName").textValue());
    assertEquals(2, TestStack.other().logicalIds("AWS::S3::Bucket").size());
  }

  @Test
  void shouldLogNothingByDefault() {
    assertFalse(TestStack.byDefault().json().contains("LoggingConfiguration"));
  }

  private static JsonNode logging(TestStack stack, String bucket) {
    return stack.one("AWS::S3::Bucket", bucket).at("/Properties/LoggingConfiguration");
  }
}
