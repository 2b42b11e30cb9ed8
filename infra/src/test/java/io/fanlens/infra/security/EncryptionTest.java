package io.fanlens.infra.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.infra.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A key that the stack creates (stage everything), an existing one (the other stack), and none. */
class EncryptionTest {

  private static final String WEEKLY_MESSAGE = "WeeklyMessage";

  private static final String EXISTING = TestStack.KEY_ARN;

  private final TestStack own = TestStack.ofStage("everything");

  /** Where each kind of resource names its key. */
  private static final Map<String, String> PLACES =
      Map.of(
          "AWS::S3::Bucket",
              "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/KMSMasterKeyID",
          "AWS::SQS::Queue", "/KmsMasterKeyId",
          "AWS::DynamoDB::Table", "/SSESpecification/KMSMasterKeyId",
          "AWS::Logs::LogGroup", "/KmsKeyId",
          "AWS::SNS::Topic", "/KmsMasterKeyId",
          "AWS::Lambda::Function", "/KmsKeyArn");

  @Test
  void shouldEncryptEverythingWithTheStacksOwnKey() {
    Map<String, JsonNode> keys = keys(own);
    JsonNode logs = keys.remove(own.outputRef("AccessLogBucketName"));
    assertTrue(logs.isMissingNode(), "Amazon S3 delivers no access log into a bucket with a key");
    assertEquals(10, keys.size(), "2 buckets, 3 queues, 2 tables, log, topic, function");
    String key = own.logicalIds("AWS::KMS::Key").getFirst();
    keys.forEach((id, at) -> assertEquals(key, at.at("/Fn::GetAtt/0").textValue(), id));
  }

  @Test
  void shouldEncryptEverythingWithAnExistingKey() {
    TestStack stack = TestStack.other();
    assertEquals(List.of(), stack.logicalIds("AWS::KMS::Key"));
    keys(stack).forEach((id, at) -> assertEquals(EXISTING, at.textValue(), id));
  }

  @Test
  void shouldNameNoKeyByDefault() {
    keys(TestStack.byDefault()).forEach((id, at) -> assertTrue(at.isMissingNode(), id));
    assertFalse(TestStack.byDefault().json().contains("kms:"));
  }

  /** Otherwise each picture would cost a request to AWS KMS. */
  @Test
  void shouldUseBucketKeys() {
    for (String bucket : List.of("Intake", "Results")) {
      JsonNode encryption =
          own.one("AWS::S3::Bucket", bucket)
              .at("/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0");
      assertTrue(encryption.path("BucketKeyEnabled").booleanValue(), bucket);
    }
  }

  @Test
  void shouldRotateTheKeyAndRemoveItWithTheStack() {
    JsonNode key = own.only("AWS::KMS::Key");
    assertTrue(key.at("/Properties/EnableKeyRotation").booleanValue());
    assertEquals("Delete", key.path("DeletionPolicy").textValue());
    assertEquals(
        own.logicalIds("AWS::KMS::Key").getFirst(),
        own.tree().at("/Outputs/KeyArn/Value/Fn::GetAtt/0").textValue(),
        "whoever removes the stack must know its key");
  }

  @Test
  void shouldLetOnlyFourServicesAndTheAccountsRolesUseTheKey() {
    assertEquals(
        Set.of(
            "AccountAccess",
            "BucketNotifications",
            "FunctionLog",
            "AlarmNotifications",
            WEEKLY_MESSAGE),
        keyPolicy().keySet());
    assertTrue(
        keyPolicy().get("AccountAccess").at("/Principal/AWS").toString().endsWith("\":root\"]]}"));
  }

  @Test
  void shouldLetTheBusSendTheWeeklyMessageWithoutACondition() {
    JsonNode statement = keyPolicy().get(WEEKLY_MESSAGE);
    assertEquals("events.amazonaws.com", statement.at("/Principal/Service").textValue());
    assertEquals(Set.of("kms:Decrypt", "kms:GenerateDataKey"), actions(statement));
    assertTrue(statement.path("Condition").isMissingNode(), statement::toString);
  }

  @Test
  void shouldLetAmazonS3NotifyTheQueueForThisAccount() {
    JsonNode statement = keyPolicy().get("BucketNotifications");
    assertEquals("s3.amazonaws.com", statement.at("/Principal/Service").textValue());
    assertEquals(Set.of("kms:Decrypt", "kms:GenerateDataKey"), actions(statement));
    assertEquals(
        "{\"StringEquals\":{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}}",
        statement.path("Condition").toString());
  }

  @Test
  void shouldLetAlarmsOfThisAccountNotifyTheTopic() {
    JsonNode statement = keyPolicy().get("AlarmNotifications");
    assertEquals("cloudwatch.amazonaws.com", statement.at("/Principal/Service").textValue());
    assertEquals(Set.of("kms:Decrypt", "kms:GenerateDataKey"), actions(statement));
    assertTrue(
        statement.at("/Condition/ArnLike/aws:SourceArn").toString().endsWith("\":alarm:*\"]]}"));
    assertTrue(statement.at("/Condition/StringEquals").has("aws:SourceAccount"));
  }

  @Test
  void shouldLetAmazonCloudWatchEncryptTheFunctionsLogOnly() {
    JsonNode statement = keyPolicy().get("FunctionLog");
    assertEquals("logs.us-east-1.amazonaws.com", statement.at("/Principal/Service").textValue());
    assertFalse(actions(statement).contains("kms:CreateGrant"));
    String group = statement.at("/Condition/ArnLike/kms:EncryptionContext:aws:logs:arn").toString();
    assertTrue(group.contains(":log-group:Fanlens-all-AnalyzerLog*"), group);
    assertTrue(
        ("Fanlens-all-" + own.logicalIds("AWS::Logs::LogGroup").getFirst())
            .startsWith("Fanlens-all-AnalyzerLog"),
        "the name that AWS CloudFormation generates");
  }

  private Map<String, JsonNode> keyPolicy() {
    return own.only("AWS::KMS::Key")
        .at("/Properties/KeyPolicy/Statement")
        .valueStream()
        .collect(
            Collectors.toMap(
                statement -> statement.path("Sid").textValue(), statement -> statement));
  }

  /** docs/security.md says what an existing key's policy must allow: the same as the own key's. */
  @Test
  void shouldDocumentForAnExistingKeyWhatTheOwnOneAllows() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "security.md"));
    Matcher block = Pattern.compile("(?s)\\*\\*An existing key.*?```json\\n(.*?)```").matcher(page);
    assertTrue(block.find());
    JsonNode documented = new ObjectMapper().readTree("[" + block.group(1) + "]");
    Map<String, Set<String>> needed = new TreeMap<>();
    documented.forEach(
        statement -> needed.put(whoAndWhen(statement, "REGION"), actions(statement)));
    Map<String, Set<String>> allowed = new TreeMap<>();
    Map<String, JsonNode> usual = keyPolicy();
    usual.remove(WEEKLY_MESSAGE); // which the page adds in a sentence
    usual
        .values()
        .forEach(statement -> allowed.put(whoAndWhen(statement, "us-east-1"), actions(statement)));
    assertEquals(allowed, needed);
  }

  /** The principal's service, empty for the account, and the keys of the conditions. */
  private static String whoAndWhen(JsonNode statement, String region) {
    List<String> conditions = new ArrayList<>();
    statement
        .path("Condition")
        .forEach(keys -> keys.fieldNames().forEachRemaining(conditions::add));
    conditions.sort(null);
    return statement.at("/Principal/Service").asText("").replace(region, "REGION") + conditions;
  }

  @Test
  void shouldGiveFunctionAndPipeTheKeyAndNoMore() {
    for (TestStack stack : List.of(own, TestStack.other())) {
      List<JsonNode> users =
          stack.statements().stream()
              .filter(statement -> statement.path("Sid").asText().startsWith("UseKey"))
              .toList();
      assertEquals(stack.logicalIds("AWS::IAM::Role").size(), users.size());
      for (JsonNode user : users) {
        assertEquals(Set.of("kms:Decrypt", "kms:GenerateDataKey"), actions(user));
        assertFalse(user.path("Resource").asText().equals("*"), user::toString);
      }
    }
  }

  private static Set<String> actions(JsonNode statement) {
    return TestStack.actions(statement).collect(Collectors.toSet());
  }

  private static Map<String, JsonNode> keys(TestStack stack) {
    Map<String, JsonNode> keys = new TreeMap<>();
    PLACES.forEach(
        (type, place) ->
            stack
                .logicalIds(type)
                .forEach(
                    id ->
                        keys.put(id, stack.tree().at("/Resources/" + id + "/Properties" + place))));
    return keys;
  }
}
