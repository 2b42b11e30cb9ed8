package io.fanlens.local.apigateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.gateway.HostServer;
import io.fanlens.local.lambda.Invoked;
import io.fanlens.local.lambda.Timers;
import io.fanlens.local.signin.LocalUser;
import io.fanlens.local.signin.SignIn;
import io.fanlens.local.signin.UserPoolDrafts;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.TemplateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Methods with an authorizer, over HTTP; and compressed answers. */
final class TokenAuthorizerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:page";
  private static final String POOL = "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/p";
  private static final String LONG = "x".repeat(2_000);

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<JsonNode> event = new AtomicReference<>();
  private Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private SignIn signIn;
  private HostServer server;

  @BeforeEach
  void start() throws IOException {
    signIn = new SignIn(pools().specs(), () -> now);
    server = HostServer.bind(0);
    server.start(new RestApi(api(), server.domain(), function(), signIn, Timers.real()));
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private static UserPoolDrafts pools() throws IOException {
    UserPoolDrafts pools = new UserPoolDrafts("eu-west-1", "000000000000");
    for (String id : List.of("p", "other")) {
      pools.pool(id);
      pools.group(said("{\"UserPoolId\": \"%s\", \"GroupName\": \"operators\"}".formatted(id)));
      pools.client(
          "client-of-" + id,
          said(
              """
              {"UserPoolId": "%s", "AllowedOAuthFlowsUserPoolClient": true,
               "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "email"],
               "AccessTokenValidity": 60, "TokenValidityUnits": {"AccessToken": "minutes"}}
              """
                  .formatted(id)),
          sentence -> {});
    }
    return pools;
  }

  private static RestApiSpec api() throws IOException {
    RestApiDrafts drafts = new RestApiDrafts();
    drafts.api("abc", "root", said("{\"Name\": \"a\", \"MinimumCompressionSize\": 1024}"));
    drafts.authorizer("auth", authorizer("method.request.header.Authorization"), sentence -> {});
    for (String part : List.of("open", "email", "phone", "id")) {
      drafts.resource(
          part,
          said(
              "{\"RestApiId\":\"abc\",\"ParentId\":\"root\",\"PathPart\":\"%s\"}".formatted(part)));
      String check =
          switch (part) {
            case "open" -> "";
            case "id" ->
                "\"AuthorizationType\": \"COGNITO_USER_POOLS\", \"AuthorizerId\": \"auth\",";
            default ->
                "\"AuthorizationType\": \"COGNITO_USER_POOLS\", \"AuthorizerId\": \"auth\", \"AuthorizationScopes\": [\"%s\"],"
                    .formatted(part);
          };
      drafts.method(
          said(
              """
              {"RestApiId": "abc", "ResourceId": "%s", "HttpMethod": "GET", %s
               "Integration": {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri":
               "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/%s/invocations"}}
              """
                  .formatted(part, check, FUNCTION)),
          sentence -> {});
    }
    drafts.deployment("d", said("{\"RestApiId\": \"abc\"}"));
    drafts.stage(
        said("{\"RestApiId\": \"abc\", \"DeploymentId\": \"d\", \"StageName\": \"page\"}"));
    return drafts.specs("eu-west-1", "000000000000").getFirst();
  }

  private static Properties authorizer(String source) throws IOException {
    return said(
        """
        {"RestApiId": "abc", "Name": "users", "Type": "COGNITO_USER_POOLS",
         "IdentitySource": "%s", "ProviderARNs": ["%s"]}
        """
            .formatted(source, POOL));
  }

  private static Properties said(String json) throws IOException {
    return new Properties(JSON.readTree(json));
  }

  private FunctionInvoker function() {
    return new FunctionInvoker() {
      @Override
      public Invoked invoke(String functionArn, String payload) {
        try {
          event.set(JSON.readTree(payload));
        } catch (IOException e) {
          throw new IllegalArgumentException(e);
        }
        return new Invoked.Answered("{\"statusCode\": 200, \"body\": \"%s\"}".formatted(LONG));
      }

      @Override
      public Optional<String> refusal(String functionArn, String sourceArn) {
        return Optional.empty();
      }
    };
  }

  @Test
  void shouldGiveTheFunctionTheClaimsAsTexts() throws Exception {
    HttpResponse<byte[]> answer =
        get("/page/email", "Authorization", "Bearer " + signIn.accessToken(LocalUser.OLGA));

    assertEquals(200, answer.statusCode());
    JsonNode claims = event.get().at("/requestContext/authorizer/claims");
    assertEquals("access", claims.path("token_use").asText());
    assertEquals("client-of-p", claims.path("client_id").asText());
    assertEquals(LocalUser.OLGA.sub(), claims.path("sub").asText());
    assertEquals("operators", claims.path("cognito:groups").asText());
    assertEquals("https://cognito-idp.eu-west-1.amazonaws.com/p", claims.path("iss").asText());
    assertEquals("Sat Nov 28 13:00:00 UTC 2026", claims.path("exp").asText());
    assertEquals("1795867200", claims.path("auth_time").asText());
    assertEquals("email openid", claims.path("scope").asText());
    assertTrue(claims.path("aud").isMissingNode());
    assertTrue(claims.properties().stream().allMatch(claim -> claim.getValue().isTextual()));
  }

  @Test
  void shouldTakeATokenWithoutTheWordBearerAndNameNoGroupOfAUserWithoutOne() throws Exception {
    assertEquals(
        200, get("/page/email", "authorization", signIn.accessToken(LocalUser.ADA)).statusCode());
    assertTrue(
        event.get().at("/requestContext/authorizer/claims").path("cognito:groups").isMissingNode());
  }

  @Test
  void shouldAskNobodyForATokenWhereTheMethodHasNoAuthorizer() throws Exception {
    assertEquals(200, get("/page/open").statusCode());
    assertTrue(event.get().at("/requestContext/authorizer").isMissingNode());
  }

  @Test
  void shouldRefuseWhatIsNoTokenOfThePool() throws Exception {
    String good = signIn.accessToken(LocalUser.ADA);
    SignIn elsewhere = new SignIn(pools().specs(), () -> now);
    List<String> bad = new ArrayList<>(List.of("", "Bearer", "Bearer x", "a.b.c"));
    bad.add(good.substring(0, good.length() - 4) + "AAAA");
    bad.add(good.substring(0, good.lastIndexOf('.') + 1));
    bad.add(elsewhere.accessToken(LocalUser.ADA));
    for (String token : bad) {
      refused(401, "Unauthorized", get("/page/email", "Authorization", token));
    }
    refused(401, "Unauthorized", get("/page/email"));
    assertEquals(null, event.get());
  }

  @Test
  void shouldRefuseATokenThatIsOver() throws Exception {
    String token = signIn.accessToken(LocalUser.ADA);
    now = now.plusSeconds(3_599);
    assertEquals(200, get("/page/email", "Authorization", token).statusCode());
    now = now.plusSeconds(1);
    refused(401, "The incoming token has expired", get("/page/email", "Authorization", token));
  }

  @Test
  void shouldRefuseTokensThatWereEndedByHandAndTakeNewOnes() throws Exception {
    String token = signIn.accessToken(LocalUser.ADA);
    signIn.endTokens();
    refused(401, "The incoming token has expired", get("/page/email", "Authorization", token));
    assertEquals(
        200, get("/page/email", "Authorization", signIn.accessToken(LocalUser.ADA)).statusCode());
  }

  @Test
  void shouldRefuseAnAccessTokenWithoutTheScopeOrWhereOneOfIdentityIsWanted() throws Exception {
    String token = signIn.accessToken(LocalUser.ADA);
    refused(
        403,
        "User is not authorized to access this resource",
        get("/page/phone", "Authorization", token));
    refused(401, "Unauthorized", get("/page/id", "Authorization", token));
  }

  @Test
  void shouldRejectAnAuthorizerWithoutAHeader() {
    RestApiDrafts drafts = new RestApiDrafts();
    assertThrows(
        TemplateException.class,
        () -> {
          drafts.api("abc", "root", said("{\"Name\": \"a\"}"));
          drafts.authorizer("auth", authorizer("method.request.querystring.token"), sentence -> {});
        });
  }

  @Test
  void shouldCompressLongAnswersForThoseWhoAcceptIt() throws Exception {
    HttpResponse<byte[]> plain = get("/page/open");
    assertEquals(LONG, new String(plain.body(), UTF_8));
    assertTrue(plain.headers().firstValue("content-encoding").isEmpty());

    HttpResponse<byte[]> small = get("/page/open", "Accept-Encoding", "br, gzip");
    assertEquals("gzip", small.headers().firstValue("content-encoding").orElseThrow());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
      assertEquals(LONG, new String(in.readAllBytes(), UTF_8));
    }
    assertTrue(
        get("/page/email", "Accept-Encoding", "gzip")
            .headers()
            .firstValue("content-encoding")
            .isEmpty());
  }

  private static void refused(int status, String message, HttpResponse<byte[]> answer) {
    assertEquals(status, answer.statusCode());
    assertEquals("{\"message\":\"" + message + "\"}", new String(answer.body(), UTF_8));
  }

  private HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.endpoint() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }
}
