package io.fanlens.local.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.fanlens.local.gateway.HostServer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The login over HTTP, as a browser and its page see it. */
final class SignInTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAGE = "https://page.example/";
  private static final CodeVerifier VERIFIER = new CodeVerifier();

  private final UserPoolSpec pool =
      new UserPoolSpec(
          "eu-west-1_abc",
          "eu-west-1",
          "000000000000",
          Set.of("operators"),
          Optional.of("https://x.auth.eu-west-1.amazoncognito.com"),
          List.of(
              new AppClient(
                  "client",
                  List.of(PAGE),
                  List.of(PAGE),
                  Set.of("openid", "email", "profile"),
                  Duration.ofMinutes(60),
                  Duration.ofMinutes(60),
                  Duration.ofHours(12))));

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private final SignIn signIn = new SignIn(List.of(pool), () -> now);
  private HostServer server;

  @BeforeEach
  void start() {
    server = HostServer.bind(0);
    server.start(signIn.login(pool));
  }

  @AfterEach
  void stop() {
    browser.close();
    server.close();
  }

  private static Map<String, String> request() {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("client_id", "client");
    asked.put("response_type", "code");
    asked.put("redirect_uri", PAGE);
    asked.put("scope", "openid email");
    asked.put("state", "s t");
    asked.put("nonce", "n");
    asked.put("code_challenge_method", "S256");
    asked.put(
        "code_challenge", CodeChallenge.compute(Authorization.CHALLENGE, VERIFIER).getValue());
    return asked;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(server.endpoint().resolve(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(server.endpoint().resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)))
            .build(),
        BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> answer) {
    assertEquals(302, answer.statusCode(), answer.body());
    return answer.headers().firstValue("location").orElseThrow();
  }

  private static Map<String, String> query(String address) {
    return Arrays.stream(URI.create(address).getRawQuery().split("&"))
        .map(one -> one.split("=", 2))
        .collect(Collectors.toMap(one -> one[0], one -> one[1]));
  }

  private String login(String user) throws IOException, InterruptedException {
    String back = location(post("/login?" + form(request()), Map.of("username", user)));
    assertTrue(back.startsWith(PAGE + "?"), back);
    assertEquals("s+t", query(back).get("state"));
    return query(back).get("code");
  }

  private Map<String, String> grant(String code) {
    return new LinkedHashMap<>(
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "client",
            "redirect_uri",
            PAGE,
            "code",
            code,
            "code_verifier",
            VERIFIER.getValue()));
  }

  private JsonNode tokens(Map<String, String> grant) throws IOException, InterruptedException {
    HttpResponse<String> answer = post("/oauth2/token", grant);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("*", answer.headers().firstValue("access-control-allow-origin").orElseThrow());
    return JSON.readTree(answer.body());
  }

  private void refused(String error, Map<String, String> grant)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = post("/oauth2/token", grant);
    assertEquals(400, answer.statusCode());
    assertEquals("{\"error\":\"%s\"}".formatted(error), answer.body());
  }

  private static Map<String, String> refresh(JsonNode tokens) {
    return Map.of(
        "grant_type", "refresh_token",
        "client_id", "client",
        "refresh_token", tokens.path("refresh_token").asText());
  }

  @Test
  void shouldGiveTokensAsAmazonCognitoShapesThem() throws Exception {
    assertTrue(location(get("/oauth2/authorize?" + form(request()))).startsWith("/login?"));
    HttpResponse<String> choice = get("/login?" + form(request()));
    assertTrue(choice.body().contains("value=\"ada\"") && choice.body().contains("value=\"olga\""));
    assertTrue(choice.body().contains("this machine"), "says that it is local");

    JsonNode tokens = tokens(grant(login("olga")));

    assertEquals("Bearer", tokens.path("token_type").asText());
    assertEquals(3_600, tokens.path("expires_in").asInt());
    JWTClaimsSet access = SignedJWT.parse(tokens.path("access_token").asText()).getJWTClaimsSet();
    assertEquals("access", access.getStringClaim("token_use"));
    assertEquals("client", access.getStringClaim("client_id"));
    assertEquals("email openid", access.getStringClaim("scope"));
    assertEquals(List.of("operators"), access.getStringListClaim("cognito:groups"));
    assertEquals(List.of(), access.getAudience());
    assertEquals("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc", access.getIssuer());
    assertEquals(null, access.getClaim("email"));
    JWTClaimsSet id = SignedJWT.parse(tokens.path("id_token").asText()).getJWTClaimsSet();
    assertEquals("id", id.getStringClaim("token_use"));
    assertEquals(List.of("client"), id.getAudience());
    assertEquals("olga@example.com", id.getStringClaim("email"));
    assertEquals("n", id.getStringClaim("nonce"));
    assertEquals(access.getSubject(), id.getSubject());
  }

  /** A page that names no icon has the browser ask for one, and report that there is none. */
  @Test
  void shouldNeedNothingFromElsewhere() throws Exception {
    String page = get("/login?" + form(request())).body();
    assertTrue(page.contains("rel=\"icon\" href=\"data:,\""), page);
    assertFalse(page.contains("src="), page);
  }

  @Test
  void shouldComeBackAtOnceWhileTheBrowserHasASession() throws Exception {
    login("ada");
    String back = location(get("/oauth2/authorize?" + form(request())));
    JsonNode tokens = tokens(grant(query(back).get("code")));
    assertEquals(
        LocalUser.ADA.sub(),
        SignedJWT.parse(tokens.path("access_token").asText()).getJWTClaimsSet().getSubject());

    Map<String, String> again = request();
    again.put("prompt", "login");
    assertTrue(location(get("/oauth2/authorize?" + form(again))).startsWith("/login?"));
    now = now.plus(Duration.ofHours(1));
    assertTrue(location(get("/oauth2/authorize?" + form(request()))).startsWith("/login?"));
  }

  @Test
  void shouldAskNobodyWithoutAPrompt() throws Exception {
    Map<String, String> silent = request();
    silent.put("prompt", "none");
    assertEquals(
        "login_required", query(location(get("/oauth2/authorize?" + form(silent)))).get("error"));
  }

  @Test
  void shouldEndTheSessionAtALogout() throws Exception {
    login("ada");
    assertEquals(
        PAGE, location(get("/logout?" + form(Map.of("client_id", "client", "logout_uri", PAGE)))));
    assertTrue(location(get("/oauth2/authorize?" + form(request()))).startsWith("/login?"));
  }

  @Test
  void shouldReturnToNoAddressButTheClients() throws Exception {
    for (String other : List.of("https://evil.example/", PAGE + "x", "http://page.example/")) {
      Map<String, String> asked = request();
      asked.put("redirect_uri", other);
      for (String path : List.of("/oauth2/authorize?", "/login?")) {
        HttpResponse<String> answer = get(path + form(asked));
        assertEquals(400, answer.statusCode());
        assertFalse(answer.headers().firstValue("location").isPresent());
      }
      assertEquals(
          400,
          get("/logout?" + form(Map.of("client_id", "client", "logout_uri", other))).statusCode());
    }
    Map<String, String> unknown = request();
    unknown.put("client_id", "<script>");
    HttpResponse<String> answer = get("/oauth2/authorize?" + form(unknown));
    assertEquals(400, answer.statusCode());
    assertFalse(answer.body().contains("<script>"));
  }

  @Test
  void shouldRefuseScopesGrantsAndChallengesThatTheClientHasNot() throws Exception {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "scope", "openid phone",
                "response_type", "token",
                "code_challenge_method", "plain")
            .entrySet()) {
      Map<String, String> asked = request();
      asked.put(wrong.getKey(), wrong.getValue());
      String back = location(get("/oauth2/authorize?" + form(asked)));
      assertTrue(query(back).containsKey("error"), back);
    }
  }

  @Test
  void shouldTakeACodeOnceAndOnlyFromWhoAskedForIt() throws Exception {
    String used = login("ada");
    tokens(grant(used));
    refused("invalid_grant", grant(used));

    Map<String, String> stolen = grant(login("ada"));
    stolen.put("code_verifier", new CodeVerifier().getValue());
    refused("invalid_grant", stolen);
    Map<String, String> unproved = grant(login("ada"));
    unproved.remove("code_verifier");
    refused("invalid_grant", unproved);
    Map<String, String> elsewhere = grant(login("ada"));
    elsewhere.put("redirect_uri", "https://evil.example/");
    refused("invalid_grant", elsewhere);
    Map<String, String> unknown = grant(login("ada"));
    unknown.put("client_id", "other");
    refused("invalid_client", unknown);
    String late = login("ada");
    now = now.plus(Duration.ofMinutes(5));
    refused("invalid_grant", grant(late));
    refused("unsupported_grant_type", Map.of("grant_type", "magic", "client_id", "client"));
  }

  @Test
  void shouldRefreshUntilTheTokenIsRevokedOrOver() throws Exception {
    JsonNode first = tokens(grant(login("ada")));
    JsonNode second = tokens(refresh(first));
    assertNotEquals(first.path("access_token"), second.path("access_token"));
    assertTrue(second.path("refresh_token").isMissingNode(), "Cognito does not rotate it");

    assertEquals(
        200,
        post(
                "/oauth2/revoke",
                Map.of("token", first.path("refresh_token").asText(), "client_id", "client"))
            .statusCode());
    refused("invalid_grant", refresh(first));

    JsonNode other = tokens(grant(login("ada")));
    now = now.plus(Duration.ofHours(12));
    refused("invalid_grant", refresh(other));
  }

  @Test
  void shouldEndTokensAndSessionsByHand() throws Exception {
    JsonNode tokens = tokens(grant(login("ada")));
    signIn.endTokens();
    assertInstanceOf(
        TokenCheck.Expired.class,
        signIn.check(List.of(pool.arn()), tokens.path("access_token").asText()));
    String renewed = tokens(refresh(tokens)).path("access_token").asText();
    assertInstanceOf(TokenCheck.Valid.class, signIn.check(List.of(pool.arn()), renewed));

    signIn.endSessions();
    refused("invalid_grant", refresh(tokens));
    assertTrue(location(get("/oauth2/authorize?" + form(request()))).startsWith("/login?"));
  }
}
