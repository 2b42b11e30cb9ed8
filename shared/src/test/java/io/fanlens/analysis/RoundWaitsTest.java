package io.fanlens.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.analysis.routing.CallSlot;
import io.fanlens.analysis.routing.CallSlots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RoundWaitsTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Instant lastStart = now.plusSeconds(10);
  private boolean anotherLeft;

  private final CallSlots slots =
      new CallSlots() {
        @Override
        public CallSlot next() {
          throw new AssertionError("not asked for");
        }

        @Override
        public boolean isAnotherLeft() {
          return anotherLeft;
        }
      };

  /** Always the longest wait. */
  private final RandomGenerator longest =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private final RoundWaits waits = new RoundWaits(slots, lastStart, () -> now, longest);

  @Test
  void shouldWaitTwiceAsLongAfterEachRoundUpToTwoSeconds() {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      millis.add(waits.waitMillis());
    }
    assertEquals(List.of(100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L), millis);
  }

  @Test
  void shouldNotWaitWithinARound() {
    anotherLeft = true;
    assertEquals(0, waits.waitMillis());
    assertEquals(0, waits.waitMillis());
    anotherLeft = false;
    assertEquals(100, waits.waitMillis(), "the first round ends now");
  }

  @Test
  void shouldNotWaitBeyondTheLastStart() {
    now = lastStart.minusMillis(40);
    assertEquals(40, waits.waitMillis());
    now = lastStart.plusMillis(40);
    assertEquals(0, waits.waitMillis());
  }
}
