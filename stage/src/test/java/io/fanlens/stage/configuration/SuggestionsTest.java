package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  private static final List<String> KNOWN =
      List.of("batchSize", "heic", "homeRegion", "kmsKey", "maxAttempts", "memoryMb", "removal");

  @Test
  void shouldFindWhatWasMeant() {
    assertEquals(Optional.of("homeRegion"), Suggestions.to("homeRegoin", KNOWN));
    assertEquals(Optional.of("homeRegion"), Suggestions.to("HOMEREGION", KNOWN));
    assertEquals(Optional.of("memoryMb"), Suggestions.to("memory", KNOWN));
    assertEquals(Optional.of("kmsKey"), Suggestions.to("kmskeys", KNOWN));
  }

  @Test
  void shouldNotGuess() {
    assertEquals(Optional.empty(), Suggestions.to("color", KNOWN));
    assertEquals(Optional.empty(), Suggestions.to("me", KNOWN));
    assertEquals(Optional.empty(), Suggestions.to("timeout", KNOWN));
  }
}
