package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ConcurrencyTest {

  @Test
  void shouldGrowWithTheRateAndStayWithinLambdasLimits() {
    Duration latency = Duration.ofMillis(380);
    assertEquals(9, Concurrency.maximum(100, latency, 10));
    assertEquals(61, Concurrency.maximum(675, latency, 10));
    assertEquals(607, Concurrency.maximum(6750, latency, 10));
    assertEquals(1000, Concurrency.maximum(67500, latency, 10));
    assertEquals(2, Concurrency.maximum(5, latency, 10));
  }

  @Test
  void shouldRefuseNonsense() {
    assertThrows(
        IllegalArgumentException.class, () -> Concurrency.maximum(0, Duration.ofSeconds(1), 10));
  }
}
