package io.fanlens.access;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Limits are exact, whatever the order of looks and writes. */
class CallHistoriesTest {

  private static final int HISTORIES = 100_000;

  @Test
  void shouldNeverAllowMoreThanALimitNorRefuseWhatFits() throws Exception {
    SplittableRandom random = new SplittableRandom(20_261_128);
    long allowed = 0;
    long refused = 0;
    for (int i = 0; i < HISTORIES; i++) {
      int[] calls = CallHistories.run(random.split(), 12);
      allowed += calls[0];
      refused += calls[1];
    }
    assertTrue(allowed > HISTORIES, () -> "too few calls were allowed to show anything");
    assertTrue(refused > HISTORIES, () -> "too few calls were refused to show anything");
  }
}
