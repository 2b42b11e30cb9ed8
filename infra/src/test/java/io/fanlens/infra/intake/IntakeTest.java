package io.fanlens.infra.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class IntakeTest {

  private final Template template = TestStack.byDefault().template();

  @Test
  void shouldKeepTheBucketPrivateAndEncrypted() {
    template.hasResource(
        "AWS::S3::Bucket",
        Map.of(
            "DeletionPolicy",
            "RetainExceptOnCreate",
            "UpdateReplacePolicy",
            "Retain",
            "Properties",
            Match.objectLike(
                Map.of(
                    "BucketName",
                    Match.absent(),
                    "PublicAccessBlockConfiguration",
                    Map.of(
                        "BlockPublicAcls", true,
                        "BlockPublicPolicy", true,
                        "IgnorePublicAcls", true,
                        "RestrictPublicBuckets", true),
                    "OwnershipControls",
                    Map.of("Rules", List.of(Map.of("ObjectOwnership", "BucketOwnerEnforced"))),
                    "BucketEncryption",
                    Map.of(
                        "ServerSideEncryptionConfiguration",
                        List.of(
                            Map.of(
                                "ServerSideEncryptionByDefault",
                                Map.of("SSEAlgorithm", "AES256"))))))));
  }

  @Test
  void shouldNotifyTheQueueOfEveryObjectCreatedRemovedOrExpired() {
    JsonNode notifications =
        TestStack.byDefault()
            .one("AWS::S3::Bucket", "Intake")
            .at("/Properties/NotificationConfiguration/QueueConfigurations");
    assertEquals(
        List.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:LifecycleExpiration:*"),
        notifications.findValuesAsText("Event"));
  }

  @Test
  void shouldNotifyOfTheConfiguredKeysOnly() {
    JsonNode rules =
        TestStack.other()
            .one("AWS::S3::Bucket", "Intake")
            .at("/Properties/NotificationConfiguration/QueueConfigurations");
    assertEquals(2, rules.size(), "one rule has one prefix and one suffix");
    assertEquals(
        "{\"S3Key\":{\"Rules\":[{\"Name\":\"prefix\",\"Value\":\"in/\"},"
            + "{\"Name\":\"suffix\",\"Value\":\".jpg\"}]}}",
        rules.at("/0/Filter").toString());
    assertEquals(".JPG", rules.at("/1/Filter/S3Key/Rules/1/Value").textValue());
    assertFalse(
        TestStack.byDefault()
            .one("AWS::S3::Bucket", "Intake")
            .at("/Properties/NotificationConfiguration/QueueConfigurations/0")
            .has("Filter"));
  }

  @Test
  void shouldNotNotifyOfRemovalsIfRowsOutliveTheirPictures() {
    JsonNode rules =
        TestStack.other()
            .one("AWS::S3::Bucket", "Intake")
            .at("/Properties/NotificationConfiguration/QueueConfigurations");
    assertEquals(
        List.of("s3:ObjectCreated:*", "s3:ObjectCreated:*"), rules.findValuesAsText("Event"));
  }

  @Test
  void shouldLetOnlyTheAccountsOwnBucketSend() {
    List<JsonNode> senders =
        TestStack.byDefault().statements().stream()
            .filter(statement -> !statement.path("Principal").path("Service").isMissingNode())
            .filter(statement -> statement.path("Action").asText().startsWith("sqs:"))
            .toList();
    assertEquals(1, senders.size());
    JsonNode sender = senders.getFirst();
    assertEquals("sqs:SendMessage", sender.path("Action").textValue());
    assertEquals("s3.amazonaws.com", sender.at("/Principal/Service").textValue());
    assertEquals(
        "AWS::AccountId", sender.at("/Condition/StringEquals/aws:SourceAccount/Ref").textValue());
    assertEquals(
        ":s3:::fanlens-intakebucket*",
        sender.at("/Condition/ArnLike/aws:SourceArn/Fn::Join/1/2").textValue());
  }

  /** The pattern must match the name that AWS CloudFormation generates from the logical id. */
  @Test
  void shouldAllowTheGeneratedNameOfTheBucket() {
    String logicalId = TestStack.byDefault().logicalIds("AWS::S3::Bucket").getFirst();
    String name = ("Fanlens-" + logicalId).toLowerCase(Locale.ROOT);
    assertEquals("fanlens-intakebucket", name.substring(0, "fanlens-intakebucket".length()));
  }

  @Test
  void shouldCreateTheBucketAfterTheQueuesPolicy() {
    List<String> policies = TestStack.byDefault().logicalIds("AWS::SQS::QueuePolicy");
    String dependsOn =
        TestStack.byDefault().one("AWS::S3::Bucket", "Intake").at("/DependsOn/0").textValue();
    JsonNode policy = TestStack.byDefault().tree().at("/Resources/" + dependsOn);
    assertTrue(policies.contains(dependsOn), dependsOn);
    assertEquals(2, policy.at("/Properties/PolicyDocument/Statement").size());
  }

  @Test
  void shouldKeepMessagesFourteenDaysAndHideThemLongerThanTheFunctionRuns() {
    template.hasResourceProperties(
        "AWS::SQS::Queue",
        Map.of(
            "MessageRetentionPeriod",
            1_209_600,
            "VisibilityTimeout",
            90,
            "ReceiveMessageWaitTimeSeconds",
            20,
            "SqsManagedSseEnabled",
            true,
            "RedrivePolicy",
            Match.objectLike(Map.of("maxReceiveCount", 1000))));
  }

  @Test
  void shouldKeepDeadLettersFourteenDays() {
    template.hasResourceProperties(
        "AWS::SQS::Queue",
        Map.of(
            "MessageRetentionPeriod",
            1_209_600,
            "SqsManagedSseEnabled",
            true,
            "RedrivePolicy",
            Match.absent()));
  }

  @Test
  void shouldDenyUnencryptedConnectionsEverywhere() {
    TestStack stack = TestStack.byDefault();
    long refusals =
        stack.statements().stream()
            .filter(statement -> statement.path("Effect").asText().equals("Deny"))
            .filter(
                statement ->
                    statement.at("/Condition/Bool/aws:SecureTransport").asText().equals("false"))
            .count();
    assertEquals(6, refusals, "two buckets, three queues and a topic");
  }
}
