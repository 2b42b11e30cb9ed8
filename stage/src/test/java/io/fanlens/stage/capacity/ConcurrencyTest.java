package io.fanlens.stage.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ConcurrencyTest {

  @Test
  void shouldGrowWithTheRateAndStayWithinLambdasLimits() {
    assertEquals(9, Concurrency.maximum(100, 1, 10));
    assertEquals(61, Concurrency.maximum(675, 1, 10));
    assertEquals(608, Concurrency.maximum(6750, 1, 10));
    assertEquals(1000, Concurrency.maximum(67500, 1, 10));
    assertEquals(2, Concurrency.maximum(5, 1, 10));
  }

  @Test
  void shouldCountTheCallOfEveryOperation() {
    assertEquals(15, Concurrency.maximum(110, 2, 10));
  }

  @Test
  void shouldRejectInvalidValues() {
    assertThrows(IllegalArgumentException.class, () -> Concurrency.maximum(0, 1, 10));
    assertThrows(IllegalArgumentException.class, () -> Concurrency.maximum(100, 1, 0));
  }
}
