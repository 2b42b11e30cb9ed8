package io.fanlens.e2e.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.StartCache;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code ./fanlens bench chaos}; the output has the history of what went wrong. */
@Order(5)
class ChaosIT {

  @TempDir Path workplace;

  @Test
  void shouldLoseNothingAndPayNothingTwice() throws Exception {
    StartCache.record();
    ChaosResult result =
        new ChaosRun(
                Path.of("..").toAbsolutePath().normalize(),
                workplace,
                Optional.of(StartCache.FOLDER),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .run(1, 150, Duration.ofSeconds(25));
    assertEquals(List.of(), result.findings().broken);
    assertTrue(result.findings().objects > 100);
    assertTrue(result.findings().paidVersions > 200);
  }
}
