package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  private static final List<String> KNOWN =
      List.of("batchSize", "heic", "homeRegion", "kmsKey", "maxAttempts", "memoryMb", "removal");

  @Test
  void shouldSuggestWhatWasMeant() {
    assertEquals(Optional.of("homeRegion"), Suggestions.closest("homeRegoin", KNOWN));
    assertEquals(Optional.of("homeRegion"), Suggestions.closest("HOMEREGION", KNOWN));
    assertEquals(Optional.of("memoryMb"), Suggestions.closest("memory", KNOWN));
    assertEquals(Optional.of("kmsKey"), Suggestions.closest("kmskeys", KNOWN));
  }

  @Test
  void shouldNotGuess() {
    assertEquals(Optional.empty(), Suggestions.closest("color", KNOWN));
    assertEquals(Optional.empty(), Suggestions.closest("me", KNOWN));
    assertEquals(Optional.empty(), Suggestions.closest("timeout", KNOWN));
  }
}
