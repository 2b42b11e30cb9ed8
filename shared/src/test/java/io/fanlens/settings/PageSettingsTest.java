package io.fanlens.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.PageSettings.SignIn;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageSettingsTest {

  private static final String LOGIN = "https://fanlens.auth.eu-west-1.amazoncognito.com";
  private static final SignIn SIGN_IN =
      new SignIn(
          LOGIN + "/oauth2/authorize",
          LOGIN + "/oauth2/token",
          LOGIN + "/oauth2/revoke",
          LOGIN + "/logout");
  private static final PageSettings SETTINGS =
      new PageSettings(
          "pictures", "answers", "clients", "https://issuer", "client", SIGN_IN, true, 1_000);

  @Test
  void shouldReadWhatItWrote() {
    String json = SETTINGS.toJson();

    assertEquals(SETTINGS, PageSettings.fromJson(json));
    assertEquals(
        SETTINGS, PageSettings.fromEnvironment(Map.of(PageSettings.ENVIRONMENT_VARIABLE, json)));
  }

  @Test
  void shouldLeaveOutWhatIsNotSet() {
    SignIn signIn =
        new SignIn("http://127.0.0.1:1/a", "http://127.0.0.1:1/t", null, "http://127.0.0.1:1/o");
    PageSettings settings =
        new PageSettings("pictures", "answers", null, "issuer", "client", signIn, false, 1);

    assertEquals(
        "{\"bucket\":\"pictures\",\"previewBucket\":\"answers\",\"issuer\":\"issuer\",\"clientId\":\"client\",\"signIn\":{\"authorize\":\"http://127.0.0.1:1/a\",\"token\":\"http://127.0.0.1:1/t\",\"signOut\":\"http://127.0.0.1:1/o\"},\"maxBytes\":1}",
        settings.toJson());
    assertEquals(settings, PageSettings.fromJson(settings.toJson()));
    assertTrue(settings.clients().isEmpty());
    assertFalse(settings.selfRegistration());
  }

  @Test
  void shouldNameWhatThePageConnectsToOnce() {
    assertEquals(Set.of(LOGIN), SIGN_IN.connected());
    assertEquals(
        Set.of("http://127.0.0.1:8080"),
        new SignIn("https://a/", "http://127.0.0.1:8080/t", null, "https://a/o").connected());
  }

  @Test
  void shouldNameWhatIsWrong() {
    String json = SETTINGS.toJson();

    assertTrue(failure("{}").contains("bucket is missing"));
    assertTrue(failure(json.replace("\"client\"", "\" \"")).contains("clientId is missing"));
    assertTrue(failure(json.replace("1000", "0")).contains("maxBytes is 0; give 1 to 5368709120"));
    assertTrue(failure("no JSON").contains(PageSettings.ENVIRONMENT_VARIABLE));
    assertThrows(IllegalArgumentException.class, () -> PageSettings.fromEnvironment(Map.of()));
  }

  @Test
  void shouldRefuseAnAddressThatIsNone() {
    String json = SETTINGS.toJson();

    for (String bad :
        new String[] {
          "javascript:alert(1)", "/token", "https://a@b/", "https://a b/", "https:///"
        }) {
      String failure = failure(json.replace(LOGIN + "/oauth2/token", bad));
      assertTrue(failure.contains("signIn.token is '" + bad), failure);
    }
  }

  private static String failure(String json) {
    return assertThrows(IllegalArgumentException.class, () -> PageSettings.fromJson(json))
        .getMessage();
  }
}
