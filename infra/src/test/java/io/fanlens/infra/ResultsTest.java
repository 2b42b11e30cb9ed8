package io.fanlens.infra;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class ResultsTest {

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
  void shouldLetTheTableGoWhenRemovalSaysSo() {
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
