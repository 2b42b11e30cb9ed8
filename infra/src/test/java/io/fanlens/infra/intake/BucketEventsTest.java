package io.fanlens.infra.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import io.fanlens.infra.security.Encryption;
import io.fanlens.stage.configuration.StageContexts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stack with an existing bucket. */
class BucketEventsTest {

  private final TestStack stack = TestStack.ofStage("existing-bucket");
  private final JsonNode rule = stack.only("AWS::Events::Rule").path("Properties");

  @Test
  void shouldCreateNoBucketForPictures() {
    assertEquals(1, stack.logicalIds("AWS::S3::Bucket").size(), "the answers' bucket");
    assertEquals("our-photos", stack.tree().at("/Outputs/BucketName/Value").textValue());
  }

  @Test
  void shouldMatchTheBucketsEventsOfItsOwnAccountAndRegion() {
    JsonNode pattern = rule.path("EventPattern");
    assertEquals("aws.s3", pattern.at("/source/0").textValue());
    assertEquals("AWS::AccountId", pattern.at("/account/0/Ref").textValue());
    assertEquals("us-east-1", pattern.at("/region/0").textValue());
    assertEquals("our-photos", pattern.at("/detail/bucket/name/0").textValue());
    assertEquals(
        List.of("Object Created", "Object Deleted"),
        TestStack.texts(pattern.path("detail-type")).toList());
  }

  @Test
  void shouldMatchTheConfiguredKeys() {
    assertEquals(
        "[{\"wildcard\":\"event/*.jpg\"},{\"wildcard\":\"event/*.heic\"}]",
        rule.at("/EventPattern/detail/object/key").toString());
    assertEquals(
        "{\"prefixes\":[\"event/\"],\"suffixes\":[\".jpg\",\".heic\"]}",
        stack.tree().at("/Outputs/EventKeys/Value").textValue());
  }

  @Test
  void shouldSendToTheQueueAndUndeliverableEventsToTheDeadLetterQueue() {
    JsonNode target = rule.path("Targets").path(0);
    assertEquals(1, rule.path("Targets").size());
    assertEquals(
        stack.outputRef("QueueUrl"), target.at("/Arn/Fn::GetAtt/0").textValue(), target::toString);
    assertEquals(
        stack.outputRef("DeadLetterQueueUrl"),
        target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").textValue());
  }

  @Test
  void shouldLetOnlyThatRuleSend() {
    String ruleId = stack.logicalIds("AWS::Events::Rule").getFirst();
    List<JsonNode> senders =
        stack.statements().stream()
            .filter(each -> each.path("Action").asText().equals("sqs:SendMessage"))
            .filter(each -> each.has("Principal"))
            .toList();
    assertEquals(2, senders.size(), "to the queue and to the dead-letter queue");
    for (JsonNode sender : senders) {
      assertEquals("events.amazonaws.com", sender.at("/Principal/Service").textValue());
      assertEquals(
          ruleId, sender.at("/Condition/ArnEquals/aws:SourceArn/Fn::GetAtt/0").textValue());
    }
  }

  /** EventBridge refuses a rule with many wildcards as too complex. */
  @Test
  void shouldShareManyKeysAmongSeveralRules() {
    TestStack many =
        TestStack.of(
            "default",
            StageContexts.context(
                """
                {"bucket": {"existing": "our-photos", "keyPrefixes": ["a/", "b/", "c/"],
                            "keySuffixes": [".jpg", ".JPG", ".heic"]}}
                """));
    List<String> rules = many.logicalIds("AWS::Events::Rule");
    List<String> keys = new ArrayList<>();
    for (String id : rules) {
      JsonNode each = many.tree().path("Resources").path(id).path("Properties");
      List<String> wildcards = each.findValuesAsText("wildcard");
      assertTrue(wildcards.size() <= 4, wildcards::toString);
      keys.addAll(wildcards);
      assertEquals("our-photos", each.at("/EventPattern/detail/bucket/name/0").textValue());
      assertEquals(many.outputRef("QueueUrl"), each.at("/Targets/0/Arn/Fn::GetAtt/0").textValue());
    }
    assertEquals(
        List.of(
            "a/*.jpg",
            "a/*.JPG",
            "a/*.heic",
            "b/*.jpg",
            "b/*.JPG",
            "b/*.heic",
            "c/*.jpg",
            "c/*.JPG",
            "c/*.heic"),
        keys);
    List<JsonNode> senders =
        many.statements().stream()
            .filter(each -> each.at("/Principal/Service").asText().equals("events.amazonaws.com"))
            .toList();
    assertEquals(2, senders.size());
    for (JsonNode sender : senders) {
      assertEquals(
          rules,
          sender
              .at("/Condition/ArnEquals/aws:SourceArn")
              .valueStream()
              .map(arn -> arn.at("/Fn::GetAtt/0").textValue())
              .toList());
    }
  }

  @Test
  void shouldKeepPrefixesAloneInOneRule() {
    TestStack prefixes =
        TestStack.of(
            "default",
            StageContexts.context(
                """
                {"bucket": {"existing": "our-photos",
                            "keyPrefixes": ["a/", "b/", "c/", "d/", "e/", "f/"]}}
                """));
    assertEquals(
        6,
        prefixes.only("AWS::Events::Rule").at("/Properties/EventPattern/detail/object/key").size());
  }

  @Test
  void shouldReadThatBucketOnly() {
    List<JsonNode> ofPictures =
        stack.roleStatements().stream()
            .filter(each -> each.path("Sid").asText().endsWith("Pictures"))
            .filter(each -> each.path("Action").asText().startsWith("s3:"))
            .toList();
    assertEquals(2, ofPictures.size());
    assertEquals("arn:aws:s3:::our-photos/*", ofPictures.getFirst().path("Resource").textValue());
    assertEquals("arn:aws:s3:::our-photos", ofPictures.getLast().path("Resource").textValue());
  }

  @Test
  void shouldDecryptWithTheBucketsKeyByWayOfS3Only() {
    JsonNode decrypt =
        stack.roleStatements().stream()
            .filter(each -> each.path("Action").asText().equals("kms:Decrypt"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        decrypt.path("Resource").asText().endsWith(":key/1234abcd-12ab-34cd-56ef-1234567890ab"),
        decrypt.toString());
    assertEquals(
        "s3.us-east-1.amazonaws.com",
        decrypt.at("/Condition/StringEquals/kms:ViaService").textValue());
    assertTrue(
        TestStack.byDefault().roleStatements().stream()
            .noneMatch(each -> each.path("Action").asText().startsWith("kms:")));
  }

  @Test
  void shouldLetTheBusUseTheStacksKeyWithoutACondition() {
    JsonNode fanlens =
        StageContexts.context("{\"bucket\": {\"existing\": \"our-photos\"}, \"kmsKey\": \"own\"}");
    JsonNode key = TestStack.of("default", fanlens).only("AWS::KMS::Key");
    List<JsonNode> ofTheBus =
        key.at("/Properties/KeyPolicy/Statement")
            .valueStream()
            .filter(each -> each.at("/Principal/Service").asText().equals("events.amazonaws.com"))
            .toList();
    assertEquals(1, ofTheBus.size());
    assertEquals(Encryption.SENDER_ACTIONS, TestStack.actions(ofTheBus.getFirst()).toList());
    assertTrue(ofTheBus.getFirst().path("Condition").isMissingNode(), ofTheBus::toString);
  }
}
