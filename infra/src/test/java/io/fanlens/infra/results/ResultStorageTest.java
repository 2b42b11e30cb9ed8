package io.fanlens.infra.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class ResultStorageTest {

  private final Template template = TestStack.byDefault().template();

  @Test
  void shouldKeepOneRowAnObjectAndOperation() {
    template.hasResourceProperties(
        "AWS::DynamoDB::Table",
        Map.of(
            "TableName",
            "detect_faces_results",
            "BillingMode",
            "PAY_PER_REQUEST",
            "KeySchema",
            List.of(key("id", "HASH"), key("operation", "RANGE")),
            "TimeToLiveSpecification",
            Map.of("AttributeName", "expiresAt", "Enabled", true)));
  }

  @Test
  void shouldFindFailedRowsByDayAndShard() {
    template.hasResourceProperties(
        "AWS::DynamoDB::Table",
        Map.of(
            "GlobalSecondaryIndexes",
            List.of(
                Map.of(
                    "IndexName",
                    "failed-by-day",
                    "KeySchema",
                    List.of(key("failedDayShard", "HASH"), key("finishedAt", "RANGE")),
                    "Projection",
                    Map.of(
                        "ProjectionType",
                        "INCLUDE",
                        "NonKeyAttributes",
                        List.of("errorCode", "errorMessage", "bucket", "sequencer"))))));
  }

  @Test
  void shouldIndexAllRowsByHourIfConfigured() {
    assertEquals(
        List.of("failed-by-day", "by-hour"),
        TestStack.other()
            .one("AWS::DynamoDB::Table", "Results")
            .at("/Properties/GlobalSecondaryIndexes")
            .findValuesAsText("IndexName"));
  }

  @Test
  void shouldKeepLargeAnswersInAPrivateBucketWithoutExpiry() {
    JsonNode bucket = TestStack.byDefault().one("AWS::S3::Bucket", "ResultsAnswers");
    assertEquals("RetainExceptOnCreate", bucket.path("DeletionPolicy").textValue());
    JsonNode properties = bucket.path("Properties");
    assertEquals(
        List.of("true", "true", "true", "true"),
        properties
            .path("PublicAccessBlockConfiguration")
            .valueStream()
            .map(JsonNode::asText)
            .toList());
    assertEquals(
        "BucketOwnerEnforced",
        properties.at("/OwnershipControls/Rules/0/ObjectOwnership").textValue());
    assertTrue(properties.has("BucketEncryption"));
    assertFalse(properties.has("LifecycleConfiguration"), "an age says nothing of an answer");
  }

  @Test
  void shouldLetLargeAnswersExpireAfterTheirRows() {
    assertEquals(
        37,
        TestStack.other()
            .one("AWS::S3::Bucket", "ResultsAnswers")
            .at("/Properties/LifecycleConfiguration/Rules/0/ExpirationInDays")
            .intValue());
  }

  @Test
  void shouldKeepAndGuardTheTableByDefault() {
    template.hasResource(
        "AWS::DynamoDB::Table",
        Map.of(
            "DeletionPolicy",
            "Retain",
            "UpdateReplacePolicy",
            "Retain",
            "Properties",
            Match.objectLike(
                Map.of(
                    "DeletionProtectionEnabled",
                    true,
                    "PointInTimeRecoverySpecification",
                    Map.of("PointInTimeRecoveryEnabled", true)))));
  }

  @Test
  void shouldDeleteTheTableIfConfigured() {
    Template destroyed = TestStack.other().template();
    destroyed.hasResource("AWS::DynamoDB::Table", Map.of("DeletionPolicy", "Delete"));
    destroyed.hasResourceProperties(
        "AWS::DynamoDB::Table",
        Map.of("TableName", "other_results", "DeletionProtectionEnabled", false));
    destroyed.hasResource("AWS::S3::Bucket", Map.of("DeletionPolicy", "Delete"));
    destroyed.hasResource("AWS::Logs::LogGroup", Map.of("DeletionPolicy", "Delete"));
  }

  private static Map<String, String> key(String attribute, String type) {
    return Map.of("AttributeName", attribute, "KeyType", type);
  }
}
