package io.fanlens.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.QuotaSettings;
import io.fanlens.settings.ResultSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Timings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsOverridesTest {
  private static final String SETTINGS =
      new Settings(
              "eu-west-1",
              "rows",
              "http://q",
              "http://d",
              List.of(OperationSettings.ofDefaults(Operation.DETECT_FACES, Map.of(), "eu-west-1")),
              List.of(),
              OperationsByPrefix.ALL,
              new QuotaSettings(QuotaChoice.RESERVE, "quota", 9, 0),
              5,
              Settings.DEFAULT_MAX_PIXELS,
              Timings.DEFAULTS,
              ResultSettings.PLAIN)
          .toJson();

  @Test
  void shouldReplaceByDottedPath() {
    Settings settings =
        Settings.fromJson(
            SettingsOverrides.apply(
                SETTINGS,
                Map.of(
                    "timings.requeueSeconds",
                    0,
                    "maxAttempts",
                    2,
                    "operations.0.targets",
                    List.of(Map.of("region", "us-east-1", "permitsPerSecond", 3, "weight", 1)))));

    assertEquals(0, settings.timings().requeueSeconds());
    assertEquals(2, settings.maxAttempts());
    assertEquals("us-east-1", settings.operations().getFirst().targets().getFirst().region());
    assertEquals("rows", settings.table());
  }

  @Test
  void shouldKeepSettingsWithoutOverrides() {
    assertSame(SETTINGS, SettingsOverrides.apply(SETTINGS, Map.of()));
  }

  @Test
  void shouldRejectAMissingPath() {
    assertMessage("timing.requeueSeconds", 0, "'timing.requeueSeconds' does not exist");
    assertMessage("operations.7", 0, "'operations.7' does not exist");
    assertMessage("timings.requeue", 0, "requeue");
  }

  @Test
  void shouldRejectAnInvalidValue() {
    assertMessage("maxAttempts", 0, "maxAttempts is 0");
  }

  private static void assertMessage(String path, Object value, String part) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SettingsOverrides.apply(SETTINGS, Map.of(path, value)));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
