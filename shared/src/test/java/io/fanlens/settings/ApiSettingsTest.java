package io.fanlens.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.ApiSettings.AnonymousLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiSettingsTest {

  @Test
  void shouldReadWhatItWrote() {
    ApiSettings settings =
        new ApiSettings(
            "clients",
            "master",
            "pictures",
            5_000,
            0.8,
            List.of("https://app.example"),
            new AnonymousLimits(10, 100));

    String json = settings.toJson();

    assertEquals(settings, ApiSettings.fromJson(json));
    assertEquals(
        settings, ApiSettings.fromEnvironment(Map.of(ApiSettings.ENVIRONMENT_VARIABLE, json)));
  }

  @Test
  void shouldLeaveOutWhatIsNotSet() {
    String json = new ApiSettings("clients", "master", "pictures", 5_000, 0.8, null, null).toJson();

    assertFalse(json.contains("cors") || json.contains("anonymous"), json);
    assertTrue(ApiSettings.fromJson(json).forAnonymous().isEmpty());
  }

  @Test
  void shouldNameWhatIsWrong() {
    assertTrue(failure("{\"clientsTable\":\"c\"}").contains("secret is missing"));
    assertTrue(
        failure("{\"clientsTable\":\"c\",\"secret\":\"s\",\"bucket\":\"b\",\"share\":0}")
            .contains("share is 0.0"));
    assertTrue(failure("no JSON").contains(ApiSettings.ENVIRONMENT_VARIABLE));
    assertThrows(IllegalArgumentException.class, () -> ApiSettings.fromEnvironment(Map.of()));
  }

  private static String failure(String json) {
    return assertThrows(IllegalArgumentException.class, () -> ApiSettings.fromJson(json))
        .getMessage();
  }
}
