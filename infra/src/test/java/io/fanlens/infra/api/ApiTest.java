package io.fanlens.infra.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import io.fanlens.stage.configuration.StageContexts;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiTest {

  private static final TestStack USUAL = TestStack.ofStage("api");

  /** Differs in every value. */
  private static final TestStack OTHER =
      TestStack.of(
          "default",
          StageContexts.context(
              """
              {"homeRegion": "eu-west-1", "kmsKey": "own", "removal": "destroy", "tracing": true,
               "accounts": {"second": {"roleArn": "arn:aws:iam::111122223333:role/fanlens"}},
               "targets": [{"region": "eu-west-1"}, {"region": "eu-west-2", "account": "second"}],
               "api": {"operations": ["DetectFaces"], "maxWaitSeconds": 2, "share": 0.5,
                "concurrency": 0, "memoryMb": 1024, "requestsPerSecond": 70, "burst": 30,
                "cors": ["https://www.example.com"], "anonymous": {"perDay": 5, "perMonth": 50},
                "logAddresses": true, "logRole": false}}
              """));

  @Test
  void shouldAnswerAtTwoDoorsThatTheFunctionItselfWatches() {
    List<JsonNode> methods =
        USUAL.logicalIds("AWS::ApiGateway::Method").stream()
            .map(id -> USUAL.tree().at("/Resources/%s/Properties".formatted(id)))
            .toList();

    assertEquals(
        List.of("OPTIONS", "POST", "POST"),
        methods.stream().map(method -> method.path("HttpMethod").asText()).sorted().toList());
    for (JsonNode method : methods) {
      assertEquals("NONE", method.path("AuthorizationType").asText());
      assertEquals("AWS_PROXY", method.at("/Integration/Type").asText());
      assertEquals(29_000, method.at("/Integration/TimeoutInMillis").asInt());
      assertTrue(
          method.at("/Integration/Uri").toString().contains("ApiFunctionLive"),
          "the alias, whose versions have a snapshot");
    }
    assertEquals(
        List.of("v1", "{operation}"),
        USUAL.logicalIds("AWS::ApiGateway::Resource").stream()
            .map(id -> USUAL.tree().at("/Resources/%s/Properties/PathPart".formatted(id)).asText())
            .sorted()
            .toList());
  }

  /** As base64 a picture in the protocol's JSON could only have 3.4 MB. */
  @Test
  void shouldTakePicturesAsBytesAndTheProtocolAsText() {
    JsonNode types = USUAL.only("AWS::ApiGateway::RestApi").at("/Properties/BinaryMediaTypes");

    assertEquals(
        List.of(
            "image/*",
            "application/octet-stream",
            "application/x-www-form-urlencoded",
            "multipart/form-data"),
        TestStack.texts(types).toList());
  }

  @Test
  void shouldThrottleAndLogWithoutAddresses() {
    JsonNode stage = USUAL.only("AWS::ApiGateway::Stage").path("Properties");
    JsonNode methods = stage.path("MethodSettings").path(0);

    assertEquals("prod", stage.path("StageName").asText());
    assertEquals(1_920, methods.path("ThrottlingRateLimit").asInt());
    assertEquals(1_920, methods.path("ThrottlingBurstLimit").asInt());
    assertEquals("OFF", methods.path("LoggingLevel").asText());
    assertFalse(methods.path("DataTraceEnabled").asBoolean());
    String format = stage.at("/AccessLogSetting/Format").asText();
    assertTrue(format.contains("$context.status"), format);
    assertFalse(format.contains("identity"), format);
    assertTrue(
        OTHER
            .only("AWS::ApiGateway::Stage")
            .at("/Properties/AccessLogSetting/Format")
            .asText()
            .contains("\"address\":\"$context.identity.sourceIp\""));
    assertEquals(
        70,
        OTHER
            .only("AWS::ApiGateway::Stage")
            .at("/Properties/MethodSettings/0/ThrottlingRateLimit")
            .asInt());
  }

  /** Only then does an SDK know by itself that it may try again. */
  @Test
  void shouldRefuseInTheWordsOfAmazon() {
    JsonNode refused =
        USUAL.one("AWS::ApiGateway::GatewayResponse", "ApiGatewayApiThrottled").path("Properties");

    assertEquals("THROTTLED", refused.path("ResponseType").asText());
    assertTrue(refused.path("ResponseTemplates").toString().contains("ThrottlingException"));
    assertTrue(refused.path("ResponseParameters").toString().contains("Retry-After"));
  }

  /** The gateway refuses it before the function could say anything. */
  @Test
  void shouldSayWhereLargerPicturesGo() {
    JsonNode refused =
        USUAL.one("AWS::ApiGateway::GatewayResponse", "ApiGatewayApiRefused").path("Properties");

    // Amazon ignores a response for REQUEST_TOO_LARGE.
    assertEquals("DEFAULT_4XX", refused.path("ResponseType").asText());
    String template = refused.at("/ResponseTemplates/application~1json").toString();
    assertTrue(template.contains("$context.error.responseType"), template);
    assertTrue(template.contains("S3Object"), template);
    assertTrue(template.contains("{\"Ref\":\"IntakeBucket"), template);
  }

  @Test
  void shouldLetTheConfiguredPagesReadTheGatewaysOwnErrors() {
    List<JsonNode> responses =
        OTHER.logicalIds("AWS::ApiGateway::GatewayResponse").stream()
            .map(id -> OTHER.tree().at("/Resources/%s/Properties".formatted(id)))
            .toList();

    assertEquals(
        List.of("DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED"),
        responses.stream().map(each -> each.path("ResponseType").asText()).sorted().toList());
    for (JsonNode response : responses) {
      assertEquals(
          "'https://www.example.com'",
          response
              .path("ResponseParameters")
              .path("gatewayresponse.header.Access-Control-Allow-Origin")
              .asText());
    }
  }

  @Test
  void shouldSetTheAccountsLogRoleUnlessItHasOne() {
    JsonNode account = USUAL.only("AWS::ApiGateway::Account");

    assertEquals("Retain", account.path("DeletionPolicy").asText(), "other APIs may log by it");
    assertEquals(List.of(), OTHER.logicalIds("AWS::ApiGateway::Account"));
  }

  @Test
  void shouldRunAnotherHandlerOfTheSameZip() {
    JsonNode function = function(USUAL);
    JsonNode analyzer = USUAL.one("AWS::Lambda::Function", "Analyzer").path("Properties");

    assertEquals(
        "io.fanlens.functions.api.ApiHandler::handleRequest", function.path("Handler").asText());
    assertEquals(29, function.path("Timeout").asInt());
    assertEquals(500, function.path("ReservedConcurrentExecutions").asInt());
    assertEquals(analyzer.path("Code"), function.path("Code"));
    assertEquals(analyzer.path("Layers"), function.path("Layers"));
    assertEquals(analyzer.path("SnapStart"), function.path("SnapStart"));
    assertTrue(function(OTHER).path("ReservedConcurrentExecutions").isMissingNode());
    assertEquals(1_024, function(OTHER).path("MemorySize").asInt());
    assertEquals("Active", function(OTHER).at("/TracingConfig/Mode").asText());
  }

  @Test
  void shouldTellTheFunctionItsSettings() {
    String settings = variable(USUAL, "FANLENS_SETTINGS");
    assertTrue(settings.contains("RecognizeCelebrities"), "all seven");
    assertTrue(settings.contains("QuotaTable"), "the quotas of the pictures");
    String usual = variable(USUAL, "FANLENS_API");
    assertTrue(usual.contains("ApiClientsTable"), usual);
    assertTrue(usual.contains("ApiClientsMaster"), usual);
    assertTrue(usual.contains("maxWaitMillis\\\":5000"), usual);
    assertFalse(usual.contains("anonymous"), usual);
    String other = variable(OTHER, "FANLENS_API");
    assertTrue(other.contains("perDay\\\":5,\\\"perMonth\\\":50"), other);
    assertTrue(other.contains("https://www.example.com"), other);
    assertTrue(other.contains("share\\\":0.5"), other);
  }

  @Test
  void shouldKeepClientsApartFromTheirSecret() {
    JsonNode table = USUAL.one("AWS::DynamoDB::Table", "ApiClients");
    JsonNode secret = USUAL.only("AWS::SecretsManager::Secret");

    assertEquals(
        "[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]",
        table.at("/Properties/KeySchema").toString());
    assertEquals(
        "expiresAt", table.at("/Properties/TimeToLiveSpecification/AttributeName").asText());
    assertTrue(table.at("/Properties/DeletionProtectionEnabled").asBoolean());
    assertEquals(64, secret.at("/Properties/GenerateSecretString/PasswordLength").asInt());
    assertEquals(
        "RetainExceptOnCreate",
        secret.path("DeletionPolicy").asText(),
        "without it no key is valid");
    assertEquals(
        "Delete", OTHER.only("AWS::SecretsManager::Secret").path("DeletionPolicy").asText());
    assertFalse(
        OTHER.only("AWS::SecretsManager::Secret").at("/Properties/KmsKeyId").isMissingNode());
  }

  /** No result, no queue, no large answer. */
  @Test
  void shouldReachOnlyWhatACallNeeds() {
    List<JsonNode> statements = roleStatements(USUAL);

    assertEquals(
        new TreeSet<>(List.of("dynamodb", "logs", "rekognition", "s3", "secretsmanager")),
        statements.stream()
            .flatMap(TestStack::actions)
            .map(action -> action.substring(0, action.indexOf(':')))
            .collect(Collectors.toCollection(TreeSet::new)));
    String all = statements.toString();
    assertFalse(all.contains("ResultsTable"), all);
    assertFalse(all.contains("ResultsAnswers"), all);
    assertTrue(roleStatements(OTHER).toString().contains("role/fanlens"), "the other account");
  }

  @Test
  void shouldSayWhereItIs() {
    assertEquals(
        "[\"ApiUrl\",\"ClientsTableName\",\"MasterSecretArn\"]",
        USUAL.tree().path("Outputs").properties().stream()
            .map(output -> '"' + output.getKey() + '"')
            .filter(name -> name.matches("\"(Api|Clients|Master).*"))
            .sorted()
            .collect(Collectors.joining(",", "[", "]")));
    assertTrue(USUAL.tree().at("/Outputs/ApiUrl").toString().endsWith("\"/\"]]}}"), "a slash");
    assertTrue(OTHER.json().contains("log-group:Fanlens-ApiFunctionLog*"), "may be encrypted");
    assertTrue(OTHER.json().contains("log-group:Fanlens-ApiGatewayLog*"), "may be encrypted");
  }

  private static JsonNode function(TestStack stack) {
    return stack.one("AWS::Lambda::Function", "Api").path("Properties");
  }

  private static String variable(TestStack stack, String name) {
    return function(stack).at("/Environment/Variables/" + name).toString();
  }

  private static List<JsonNode> roleStatements(TestStack stack) {
    return stack.one("AWS::IAM::Role", "ApiFunction").findValues("Statement").stream()
        .flatMap(JsonNode::valueStream)
        .filter(statement -> !statement.path("Sid").isMissingNode())
        .toList();
  }
}
