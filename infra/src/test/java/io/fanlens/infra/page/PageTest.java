package io.fanlens.infra.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import io.fanlens.stage.configuration.StageContexts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Gateway, function and storage of the page; {@code PageUsersTest} has its users. */
class PageTest {

  private static final TestStack USUAL = TestStack.ofStage("web");

  /** Differs in every value. */
  static final TestStack OTHER =
      TestStack.of(
          "default",
          StageContexts.context(
              """
              {"homeRegion": "eu-west-1", "kmsKey": "own", "removal": "destroy", "tracing": true,
               "api": {},
               "page": {"selfRegistration": true, "domainPrefix": "our-pictures",
                "sessionHours": 2, "maxMb": 20, "requestsPerSecond": 7, "burst": 9,
                "memoryMb": 1024, "origins": ["https://pictures.example.com"]}}
              """));

  private static final TestStack EXISTING_BUCKET =
      TestStack.of(
          "default",
          StageContexts.context(
              """
              {"bucket": {"existing": "our-photos",
                "existingKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1234abcd"},
               "page": {"logRole": false}}
              """));

  @Test
  void shouldLetOnlyUsersIn() {
    Map<String, String> doors =
        USUAL.logicalIds("AWS::ApiGateway::Method").stream()
            .map(id -> USUAL.tree().at("/Resources/%s/Properties".formatted(id)))
            .collect(
                Collectors.toMap(
                    method -> method.path("HttpMethod").asText() + " " + path(method),
                    method ->
                        method.path("AuthorizationType").asText()
                            + method.path("AuthorizationScopes")));

    String users = "COGNITO_USER_POOLS[\"openid\"]";
    assertEquals(
        Map.of(
            "GET /", "NONE",
            "GET /{file}", "NONE",
            "GET /api/live", users,
            "DELETE /api/picture", users,
            "GET /api/picture", users,
            "GET /api/pictures", users,
            "POST /api/pictures", users,
            "POST /api/previews", users,
            "POST /api/redrive", users,
            "POST /api/uploads", users),
        doors);
    JsonNode authorizer = USUAL.only("AWS::ApiGateway::Authorizer").path("Properties");
    assertEquals("COGNITO_USER_POOLS", authorizer.path("Type").asText());
    assertEquals("method.request.header.Authorization", authorizer.path("IdentitySource").asText());
    assertEquals(
        USUAL.logicalIds("AWS::Cognito::UserPool").getFirst(),
        authorizer.at("/ProviderARNs/0/Fn::GetAtt/0").asText());
  }

  @Test
  void shouldInvokeTheAliasWithinTheGatewaysTime() {
    for (String id : USUAL.logicalIds("AWS::ApiGateway::Method")) {
      JsonNode integration = USUAL.tree().at("/Resources/%s/Properties/Integration".formatted(id));
      assertEquals("AWS_PROXY", integration.path("Type").asText());
      assertEquals(29_000, integration.path("TimeoutInMillis").asInt());
      assertTrue(integration.path("Uri").toString().contains("PageFunctionLive"), id);
    }
  }

  /** Each names a method of this gateway. */
  @Test
  void shouldPermitNobodyElseToInvokeTheFunction() {
    List<JsonNode> permissions =
        USUAL.logicalIds("AWS::Lambda::Permission").stream()
            .map(id -> USUAL.tree().at("/Resources/%s/Properties".formatted(id)))
            .toList();

    assertEquals(10, permissions.size());
    for (JsonNode permission : permissions) {
      assertEquals("apigateway.amazonaws.com", permission.path("Principal").asText());
      assertTrue(
          permission.path("SourceArn").toString().matches(".*/(GET|POST|DELETE)/.*"),
          permission::toString);
    }
  }

  @Test
  void shouldCompressThrottleAndLogWithoutKeysAndAddresses() {
    JsonNode stage = USUAL.only("AWS::ApiGateway::Stage").path("Properties");
    JsonNode methods = stage.path("MethodSettings").path(0);

    assertEquals("page", stage.path("StageName").asText());
    assertEquals(50, methods.path("ThrottlingRateLimit").asInt());
    assertEquals(100, methods.path("ThrottlingBurstLimit").asInt());
    assertEquals("OFF", methods.path("LoggingLevel").asText());
    assertFalse(methods.path("DataTraceEnabled").asBoolean());
    String format = stage.at("/AccessLogSetting/Format").asText();
    assertEquals(
        Set.of(
            "$context.requestId",
            "$context.requestTime",
            "$context.httpMethod",
            "$context.resourcePath",
            "$context.status",
            "$context.responseLength",
            "$context.responseLatency",
            "$context.integrationLatency",
            "$context.error.responseType"),
        variables(format));
    assertEquals(
        1_024,
        USUAL.only("AWS::ApiGateway::RestApi").at("/Properties/MinimumCompressionSize").asInt());
    JsonNode other = OTHER.one("AWS::ApiGateway::Stage", "Page").at("/Properties/MethodSettings/0");
    assertEquals(7, other.path("ThrottlingRateLimit").asInt());
    assertEquals(9, other.path("ThrottlingBurstLimit").asInt());
  }

  /** What the gateway answers by itself is no document, either. */
  @Test
  void shouldRefuseWithTheSameCare() {
    List<JsonNode> responses =
        USUAL.logicalIds("AWS::ApiGateway::GatewayResponse").stream()
            .map(id -> USUAL.tree().at("/Resources/%s/Properties".formatted(id)))
            .toList();

    assertEquals(
        List.of("DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED"),
        responses.stream().map(each -> each.path("ResponseType").asText()).sorted().toList());
    for (JsonNode response : responses) {
      JsonNode headers = response.path("ResponseParameters");
      assertEquals("'nosniff'", header(headers, "X-Content-Type-Options"));
      assertEquals("'no-store'", header(headers, "Cache-Control"));
      assertEquals("'sandbox'", header(headers, "Content-Security-Policy"));
      assertEquals(
          response.path("ResponseType").asText().equals("THROTTLED"),
          headers.has("gatewayresponse.header.Retry-After"));
    }
  }

  @Test
  void shouldSetTheAccountsLogRoleOnce() {
    assertEquals("Retain", USUAL.only("AWS::ApiGateway::Account").path("DeletionPolicy").asText());
    String ofApi = OTHER.logicalIds("AWS::ApiGateway::Account").getFirst();
    assertTrue(ofApi.startsWith("ApiGateway"), ofApi);
    assertEquals(1, OTHER.logicalIds("AWS::ApiGateway::Account").size());
    assertTrue(
        OTHER.one("AWS::ApiGateway::Stage", "Page").path("DependsOn").toString().contains(ofApi),
        "its access log needs the role");
    assertEquals(List.of(), EXISTING_BUCKET.logicalIds("AWS::ApiGateway::Account"));
  }

  /** Its own address, and those that the stage names; no wildcard. */
  @Test
  void shouldLetOnlyThePageUseTheBucketFromABrowser() {
    JsonNode rules = cors(USUAL);
    String api = USUAL.logicalIds("AWS::ApiGateway::RestApi").getFirst();

    assertEquals(1, rules.size());
    JsonNode rule = rules.path(0);
    assertEquals(
        "[{\"Fn::Join\":[\"\",[\"https://\",{\"Ref\":\"%s\"},\".execute-api.us-east-1.\",{\"Ref\":\"AWS::URLSuffix\"}]]}]"
            .formatted(api),
        rule.path("AllowedOrigins").toString());
    assertEquals(
        List.of("GET", "HEAD", "POST"), TestStack.texts(rule.path("AllowedMethods")).toList());
    assertEquals("[\"ETag\"]", rule.path("ExposedHeaders").toString());
    assertEquals(
        "https://pictures.example.com",
        cors(OTHER).path(0).path("AllowedOrigins").path(1).asText());
    assertFalse(EXISTING_BUCKET.json().contains("CorsConfiguration"), "its owner sets it");
    assertFalse(TestStack.byDefault().json().contains("CorsConfiguration"));
  }

  @Test
  void shouldForgetPreviewsAfterAMonth() {
    JsonNode rules =
        USUAL
            .one("AWS::S3::Bucket", "ResultsAnswers")
            .at("/Properties/LifecycleConfiguration/Rules");

    assertEquals(1, rules.size());
    assertEquals("previews/", rules.path(0).path("Prefix").asText());
    assertEquals(30, rules.path(0).path("ExpirationInDays").asInt());
  }

  @Test
  void shouldRunAnotherHandlerOfTheSameZip() {
    JsonNode function = function(USUAL);
    JsonNode analyzer = USUAL.one("AWS::Lambda::Function", "Analyzer").path("Properties");

    assertEquals(
        "io.fanlens.functions.page.PageHandler::handleRequest", function.path("Handler").asText());
    assertEquals(29, function.path("Timeout").asInt());
    assertEquals(1_769, function.path("MemorySize").asInt());
    assertEquals(analyzer.path("Code"), function.path("Code"));
    assertEquals(analyzer.path("Layers"), function.path("Layers"));
    assertEquals(analyzer.path("SnapStart"), function.path("SnapStart"));
    assertEquals(1_024, function(OTHER).path("MemorySize").asInt());
    assertEquals("Active", function(OTHER).at("/TracingConfig/Mode").asText());
    assertFalse(function(OTHER).path("KmsKeyArn").isMissingNode());
  }

  @Test
  void shouldTellTheFunctionItsSettings() {
    String analyzer =
        USUAL
            .one("AWS::Lambda::Function", "Analyzer")
            .at("/Properties/Environment/Variables/FANLENS_SETTINGS")
            .toString();
    assertEquals(analyzer, variable(USUAL, "FANLENS_SETTINGS"), "the pictures' own");
    String usual = variable(USUAL, "FANLENS_PAGE");
    assertTrue(usual.contains("\"Ref\":\"IntakeBucket"), usual);
    assertTrue(usual.contains("\"Ref\":\"ResultsAnswers"), usual);
    assertTrue(usual.contains("ProviderURL"), usual);
    assertTrue(usual.contains(".auth.us-east-1.amazoncognito.com/oauth2/token"), usual);
    assertTrue(usual.contains("maxBytes\\\":157286400"), usual);
    assertFalse(usual.contains("clientsTable"), usual);
    assertFalse(usual.contains("selfRegistration"), usual);
    String other = variable(OTHER, "FANLENS_PAGE");
    assertTrue(other.contains("\"Ref\":\"ApiClientsTable"), other);
    assertTrue(other.contains("selfRegistration\\\":true"), other);
  }

  /** It calls no operation and writes no row. */
  @Test
  void shouldReachOnlyWhatThePageNeeds() {
    assertEquals(
        new TreeSet<>(
            Set.of(
                "dynamodb:BatchGetItem",
                "dynamodb:Query",
                "logs:CreateLogStream",
                "logs:PutLogEvents",
                "s3:DeleteObject",
                "s3:GetObject",
                "s3:ListBucket",
                "s3:PutObject",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage",
                "sqs:SendMessage")),
        actions(USUAL));
    for (JsonNode statement : roleStatements(USUAL)) {
      if (TestStack.actions(statement).anyMatch("s3:PutObject"::equals)) {
        String resource = statement.path("Resource").toString();
        assertTrue(resource.contains("/web/*") || resource.contains("/previews/*"), resource);
      }
    }
    Set<String> other = actions(OTHER);
    assertTrue(other.contains("dynamodb:Scan"), "clients in the live view");
    assertTrue(other.containsAll(Set.of("kms:Decrypt", "kms:GenerateDataKey")), other::toString);
    String existing = roleStatements(EXISTING_BUCKET).toString();
    assertTrue(existing.contains("arn:aws:s3:::our-photos/web/*"), existing);
    assertTrue(existing.contains("EncryptPictures"), existing);
  }

  @Test
  void shouldSayWhereItIs() {
    JsonNode outputs = USUAL.tree().path("Outputs");

    String url = outputs.at("/PageUrl/Value").toString();
    assertTrue(url.endsWith("\"/page/\"]]}"), url);
    assertFalse(url.contains("DeploymentStage"), "a circle: the bucket would wait for it");
    assertTrue(outputs.at("/UserPoolId/Value/Ref").asText().startsWith("PageSignInUsers"));
    assertTrue(outputs.at("/UserPoolClientId/Value/Ref").asText().startsWith("PageSignInClient"));
    assertTrue(OTHER.json().contains("log-group:Fanlens-PageFunctionLog*"), "may be encrypted");
    assertTrue(OTHER.json().contains("log-group:Fanlens-PageGatewayLog*"), "may be encrypted");
    assertFalse(TestStack.byDefault().json().contains("PageUrl"), "off unless configured");
  }

  @Test
  void shouldAlarmAndDrawLikeTheApi() {
    String alarms = USUAL.logicalIds("AWS::CloudWatch::Alarm").toString();
    assertTrue(alarms.contains("AlarmsPageErrors"), alarms);
    assertTrue(alarms.contains("AlarmsPageConcurrency"), alarms);
    String dashboard = USUAL.only("AWS::CloudWatch::Dashboard").toString();
    assertTrue(dashboard.contains("Page: requests a minute"), dashboard);
  }

  private static Set<String> actions(TestStack stack) {
    return roleStatements(stack).stream()
        .flatMap(TestStack::actions)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String header(JsonNode headers, String name) {
    return headers.path("gatewayresponse.header." + name).asText();
  }

  private static Set<String> variables(String format) {
    return Pattern.compile("\\$[A-Za-z.]+")
        .matcher(format)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static JsonNode cors(TestStack stack) {
    return stack
        .one("AWS::S3::Bucket", "IntakeBucket")
        .at("/Properties/CorsConfiguration/CorsRules");
  }

  /** From the parts of the path, which are resources of their own. */
  private static String path(JsonNode method) {
    StringBuilder path = new StringBuilder();
    String id = method.at("/ResourceId/Ref").asText();
    while (!id.isEmpty()) {
      JsonNode part = USUAL.tree().at("/Resources/%s/Properties".formatted(id));
      path.insert(0, "/" + part.path("PathPart").asText());
      id = part.at("/ParentId/Ref").asText();
    }
    return path.isEmpty() ? "/" : path.toString();
  }

  private static JsonNode function(TestStack stack) {
    return stack.one("AWS::Lambda::Function", "Page").path("Properties");
  }

  private static String variable(TestStack stack, String name) {
    return function(stack).at("/Environment/Variables/" + name).toString();
  }

  private static List<JsonNode> roleStatements(TestStack stack) {
    return stack.one("AWS::IAM::Role", "PageFunction").findValues("Statement").stream()
        .flatMap(JsonNode::valueStream)
        .filter(statement -> !statement.path("Sid").isMissingNode())
        .toList();
  }
}
