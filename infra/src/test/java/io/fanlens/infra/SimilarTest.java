package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimilarTest {

  private static final List<String> KNOWN =
      List.of("batchSize", "heic", "homeRegion", "kmsKey", "maxAttempts", "memoryMb", "removal");

  @Test
  void shouldFindWhatWasMeant() {
    assertEquals(Optional.of("homeRegion"), Similar.to("homeRegoin", KNOWN));
    assertEquals(Optional.of("homeRegion"), Similar.to("HOMEREGION", KNOWN));
    assertEquals(Optional.of("memoryMb"), Similar.to("memory", KNOWN));
    assertEquals(Optional.of("kmsKey"), Similar.to("kmskeys", KNOWN));
  }

  @Test
  void shouldNotGuess() {
    assertEquals(Optional.empty(), Similar.to("color", KNOWN));
    assertEquals(Optional.empty(), Similar.to("me", KNOWN));
    assertEquals(Optional.empty(), Similar.to("timeout", KNOWN));
  }
}
