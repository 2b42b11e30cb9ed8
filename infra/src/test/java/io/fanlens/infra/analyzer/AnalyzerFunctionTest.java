package io.fanlens.infra.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Timings;
import io.fanlens.stage.configuration.ConfigurationReader;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageContexts;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

class AnalyzerFunctionTest {

  private final TestStack stack = TestStack.byDefault();
  private final Template template = stack.template();

  @Test
  void shouldRunJava25OnArmFromASnapshot() {
    template.hasResourceProperties(
        "AWS::Lambda::Function",
        Map.of(
            "Runtime",
            "java25",
            "Architectures",
            List.of("arm64"),
            "SnapStart",
            Map.of("ApplyOn", "PublishedVersions"),
            "Handler",
            "io.fanlens.functions.AnalyzeHandler::handleRequest",
            "MemorySize",
            2048,
            "Timeout",
            60));
  }

  @Test
  void shouldWriteToALogOfItsOwn() {
    template.hasResourceProperties(
        "AWS::Lambda::Function",
        Map.of(
            "LoggingConfig",
            Map.of(
                "LogFormat",
                "JSON",
                "LogGroup",
                Map.of("Ref", stack.logicalIds("AWS::Logs::LogGroup").getFirst()))));
    template.hasResourceProperties("AWS::Logs::LogGroup", Map.of("RetentionInDays", 30));
  }

  @Test
  void shouldPointTheAliasLiveToTheNewestVersion() {
    template.hasResourceProperties(
        "AWS::Lambda::Alias",
        Map.of(
            "Name",
            "live",
            "FunctionVersion",
            Map.of(
                "Fn::GetAtt",
                List.of(stack.logicalIds("AWS::Lambda::Version").getFirst(), "Version"))));
  }

  @Test
  void shouldFeedTheAliasInBatchesWithMaximumConcurrency() {
    template.hasResourceProperties(
        "AWS::Lambda::EventSourceMapping",
        Map.of(
            "FunctionName",
            Map.of("Ref", stack.logicalIds("AWS::Lambda::Alias").getFirst()),
            "BatchSize",
            10,
            "MaximumBatchingWindowInSeconds",
            0,
            "FunctionResponseTypes",
            List.of("ReportBatchItemFailures"),
            "ScalingConfig",
            Map.of("MaximumConcurrency", 15)));
  }

  @Test
  void shouldPassTheStacksNameToTheFunction() {
    assertEquals(
        "Fanlens",
        stack
            .only("AWS::Lambda::Function")
            .at("/Properties/Environment/Variables/" + Settings.STACK_VARIABLE)
            .asText());
  }

  @Test
  void shouldPassItsSettingsToTheFunction() {
    Settings settings =
        Settings.fromJson(
            joined(
                stack
                    .only("AWS::Lambda::Function")
                    .at("/Properties/Environment/Variables/" + Settings.ENVIRONMENT_VARIABLE)));

    StageConfiguration configuration =
        ConfigurationReader.read("default", StageContexts.contextOfCdkJson());
    assertEquals(
        configuration.settings(
            "<%s>".formatted(stack.outputRef("QueueUrl")),
            "<%s>".formatted(stack.outputRef("DeadLetterQueueUrl")),
            "<%s>".formatted(stack.outputRef("QuotaTableName")),
            "<%s>".formatted(stack.outputRef("AnswerBucketName"))),
        settings);
    assertEquals(Timings.DEFAULTS, settings.timings());
  }

  @Test
  void shouldHaveOnlyThesePermissions() {
    assertEquals(
        new TreeSet<>(
            List.of(
                "rekognition:DetectFaces",
                "rekognition:DetectLabels",
                "s3:DeleteObject",
                "s3:GetObject",
                "s3:ListBucket",
                "s3:PutObject",
                "dynamodb:DeleteItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage",
                "sqs:SendMessage",
                "logs:CreateLogStream",
                "logs:PutLogEvents")),
        new TreeSet<>(stack.roleStatements().stream().flatMap(TestStack::actions).toList()));
  }

  @Test
  void shouldSendToBothQueuesAndReceiveFromOneOnly() {
    assertEquals(
        stack.outputRef("DeadLetterQueueUrl"),
        statement(stack, "SendDeadLetters").at("/Resource/Fn::GetAtt/0").textValue());
    assertEquals(
        stack.outputRef("QueueUrl"),
        statement(stack, "SendCopies").at("/Resource/Fn::GetAtt/0").textValue());
    assertEquals(
        stack.outputRef("QueueUrl"),
        statement(stack, "ReceiveMessages").at("/Resource/Fn::GetAtt/0").textValue());
  }

  @Test
  void shouldWriteObjectsToTheAnswersBucketOnly() {
    JsonNode statement = statement(stack, "WriteLargeAnswers");
    assertEquals(List.of("s3:DeleteObject", "s3:PutObject"), TestStack.actions(statement).toList());
    assertEquals(
        stack.outputRef("AnswerBucketName"),
        statement.at("/Resource/Fn::Join/1/0/Fn::GetAtt/0").textValue());
  }

  @Test
  void shouldOnlyReadAndReserveInTheQuotaTable() {
    JsonNode statement = statement(stack, "ReserveQuota");
    assertEquals(
        List.of("dynamodb:Query", "dynamodb:UpdateItem"), TestStack.actions(statement).toList());
    assertEquals(
        stack.outputRef("QuotaTableName"), statement.at("/Resource/Fn::GetAtt/0").textValue());
  }

  @Test
  void shouldCallRekognitionInConfiguredRegionsOnly() {
    for (JsonNode statement : stack.roleStatements()) {
      boolean anyResource = statement.path("Resource").asText().equals("*");
      assertEquals(
          TestStack.actions(statement).anyMatch(action -> action.startsWith("rekognition:")),
          anyResource,
          statement::toString);
    }
    assertEquals(
        List.of("us-east-1", "us-east-2", "us-west-1", "us-west-2"),
        regions(statement(stack, "AnalyzePictures")));
  }

  @Test
  void shouldBoundEachOperationByItsOwnRegions() {
    TestStack other = TestStack.other();
    JsonNode first = statement(other, "AnalyzePictures");
    JsonNode second = statement(other, "AnalyzePictures2");

    assertEquals(List.of("rekognition:DetectFaces"), TestStack.actions(first).toList());
    assertEquals(List.of("ca-central-1", "eu-west-1"), regions(first));
    assertEquals(
        List.of("rekognition:DetectModerationLabels", "rekognition:DetectText"),
        TestStack.actions(second).toList());
    assertEquals(List.of("eu-west-1"), regions(second));
  }

  @Test
  void shouldAssumeConfiguredRolesOnly() {
    JsonNode statement = statement(TestStack.other(), "AssumeAccountRoles");
    assertEquals(List.of("sts:AssumeRole"), TestStack.actions(statement).toList());
    assertEquals("arn:aws:iam::111122223333:role/fanlens", statement.path("Resource").textValue());
  }

  @Test
  void shouldTakeMemoryBatchAndConcurrencyFromTheConfiguration() {
    Template other = TestStack.other().template();
    other.hasResourceProperties("AWS::Lambda::Function", Map.of("MemorySize", 1024));
    other.hasResourceProperties(
        "AWS::Lambda::EventSourceMapping",
        Map.of("BatchSize", 5, "ScalingConfig", Map.of("MaximumConcurrency", 77)));
  }

  private static JsonNode statement(TestStack stack, String sid) {
    List<JsonNode> found =
        stack.roleStatements().stream()
            .filter(statement -> statement.path("Sid").asText().equals(sid))
            .toList();
    assertEquals(1, found.size(), sid);
    return found.getFirst();
  }

  private static List<String> regions(JsonNode statement) {
    JsonNode regions = statement.at("/Condition/StringEquals/aws:RequestedRegion");
    assertTrue(regions.isArray() || regions.isTextual(), statement::toString);
    return TestStack.texts(regions).toList();
  }

  /** Resolves Fn::Join, with references in angle brackets. */
  private static String joined(JsonNode value) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : value.at("/Fn::Join/1")) {
      text.append(
          part.isTextual() ? part.textValue() : "<%s>".formatted(part.path("Ref").asText()));
    }
    return text.toString();
  }
}
