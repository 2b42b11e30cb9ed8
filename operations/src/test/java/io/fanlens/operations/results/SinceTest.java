package io.fanlens.operations.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.operations.command.UserError;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T13:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "90m, 2026-11-22T12:00:00Z",
    "2h, 2026-11-22T11:30:00Z",
    "7d, 2026-11-15T13:30:00Z",
    "2026-01-31, 2026-01-31T00:00:00Z",
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z"
  })
  void shouldReadATimeAsUsersWriteIt(String text, Instant time) {
    assertEquals(time, Since.parse(text, NOW));
  }

  @Test
  void shouldRejectAnythingElse() {
    assertThrows(UserError.class, () -> Since.parse("2026-02-30", NOW));
    assertThrows(UserError.class, () -> Since.parse("7 days", NOW));
  }
}
