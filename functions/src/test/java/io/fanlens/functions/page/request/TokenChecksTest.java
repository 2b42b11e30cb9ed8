package io.fanlens.functions.page.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenChecksTest {

  private static final long NOW = 1_800_000_000;
  private static final String POOL = "https://cognito-idp.eu-west-1.amazonaws.com/pool";

  private final TokenChecks checks =
      new TokenChecks(POOL, "page-client", () -> Instant.ofEpochSecond(NOW));

  private static Map<String, String> claims() {
    Map<String, String> claims = new HashMap<>();
    claims.put("token_use", "access");
    claims.put("client_id", "page-client");
    claims.put("iss", POOL);
    claims.put("sub", "5f0c-ada");
    claims.put("exp", Long.toString(NOW + 60));
    return claims;
  }

  @Test
  void shouldTakeAnAccessTokenOfThisPage() throws Exception {
    PageUser user = checks.user(claims());
    assertEquals("web/5f0c-ada/", user.prefix());
    assertFalse(user.isOperator());
  }

  @Test
  void shouldRefuseEveryOtherToken() {
    Map<String, String> wrong =
        Map.of(
            "token_use", "id",
            "client_id", "another-client",
            "iss", POOL + "2",
            "sub", "../5f0c",
            "exp", Long.toString(NOW));
    wrong.forEach(
        (name, value) -> {
          Map<String, String> claims = claims();
          claims.put(name, value);
          assertRefused(claims);
          claims.remove(name);
          assertRefused(claims);
        });
    assertRefused(Map.of());
  }

  private void assertRefused(Map<String, String> claims) {
    PageException refused = assertThrows(PageException.class, () -> checks.user(claims));
    assertEquals(PageProblem.NOT_SIGNED_IN, refused.problem());
  }

  @Test
  void shouldKnowOperatorsHoweverTheGatewayWritesGroups() throws Exception {
    for (String groups :
        new String[] {"operators", "[a operators]", "a,operators", "operators, b"}) {
      Map<String, String> claims = claims();
      claims.put("cognito:groups", groups);
      assertTrue(checks.user(claims).isOperator(), groups);
    }
    for (String groups : new String[] {"", "[]", "operators2", "no-operators", "OPERATORS"}) {
      Map<String, String> claims = claims();
      claims.put("cognito:groups", groups);
      assertFalse(checks.user(claims).isOperator(), groups);
    }
  }

  @Test
  void shouldLetAUserUseTheirOwnKeysOnly() {
    PageUser ada = new PageUser("ada", false);
    assertTrue(ada.mayUse("web/ada/1/a.jpg"));
    for (String key :
        new String[] {"web/ada", "web/ada2/1/a.jpg", "ada/1", "", "web/olga/../ada/x"}) {
      assertFalse(ada.mayUse(key), key);
    }
    assertTrue(new PageUser("olga", true).mayUse("party/a.jpg"));
  }
}
