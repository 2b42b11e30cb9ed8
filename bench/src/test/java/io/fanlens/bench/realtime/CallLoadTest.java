package io.fanlens.bench.realtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CallLoadTest {

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(95);

  @Test
  void shouldBringTheSameCallsForTheSameSeed() {
    long[] arrivals = load(130, 7).arrivals();

    assertArrayEquals(arrivals, load(130, 7).arrivals());
    assertFalse(Arrays.equals(arrivals, load(130, 8).arrivals()));
  }

  @Test
  void shouldBringAsManyAsSaidInOrderAndInTime() {
    long[] arrivals = load(130, 1).arrivals();

    assertEquals(13_000, arrivals.length, 500);
    assertTrue(arrivals[0] >= 0 && arrivals[arrivals.length - 1] < 100_000_000_000L);
    for (int i = 1; i < arrivals.length; i++) {
      assertTrue(arrivals[i] >= arrivals[i - 1]);
    }
  }

  @Test
  void shouldBringAFewToo() {
    assertEquals(10, load(0.1, 1).arrivals().length, 9);
  }

  @Test
  void shouldRefuseNoLoadAndNoTime() {
    assertThrows(IllegalArgumentException.class, () -> load(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new CallLoad(1, WARM_UP, Duration.ZERO, 1));
  }

  private static CallLoad load(double perSecond, long seed) {
    return new CallLoad(perSecond, WARM_UP, MEASURED, seed);
  }
}
