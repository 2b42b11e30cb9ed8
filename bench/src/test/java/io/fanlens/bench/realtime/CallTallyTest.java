package io.fanlens.bench.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallTallyTest {

  private static final long SECOND = 1_000_000_000L;

  /** Two seconds of warm-up, then ten that are measured. */
  private final CallTally tally = new CallTally(Duration.ofSeconds(2), Duration.ofSeconds(10));

  @Test
  void shouldMeasureWhatCameAfterTheWarmUp() {
    tally.ended(SECOND, 5 * SECOND, true);
    tally.ended(3 * SECOND, 4 * SECOND, true);
    tally.ended(4 * SECOND, 7 * SECOND, true);
    tally.ended(5 * SECOND, 6 * SECOND, false);

    CallFigures figures = tally.figures(9);

    assertEquals(1.0 / 3, figures.refused(), 1e-9);
    assertEquals(1.0, figures.p50(), 1e-9);
    assertEquals(3.0, figures.callsAPicture(), 1e-9);
  }

  @Test
  void shouldCountAsAnsweredASecondOnlyWhatWasAnsweredWhileCallsCame() {
    tally.ended(SECOND, 3 * SECOND, true);
    tally.ended(3 * SECOND, 4 * SECOND, true);
    tally.ended(11 * SECOND, 13 * SECOND, true);

    assertEquals(0.2, tally.figures(3).answeredPerSecond(), 1e-9);
  }

  @Test
  void shouldTakeALateAnswerForNone() {
    tally.ended(3 * SECOND, 3 * SECOND + CallTally.PATIENCE.toNanos() + 1, true);
    tally.ended(3 * SECOND, 3 * SECOND + CallTally.PATIENCE.toNanos(), true);

    CallFigures figures = tally.figures(2);

    assertEquals(0.5, figures.refused(), 1e-9);
    assertEquals(29.0, figures.p99(), 1e-9);
    assertEquals(1, figures.callsAPicture(), 1e-9, "it was paid for");
  }

  @Test
  void shouldKnowNothingOfARunWithoutCalls() {
    assertEquals(new CallFigures(0, 0, 0, 0, 0), tally.figures(0));
  }

  @Test
  void shouldTakeTheMedianOfEachFigure() {
    assertEquals(
        new CallFigures(2, 0.2, 2, 5, 1.5),
        CallFigures.median(
            List.of(
                new CallFigures(1, 0.3, 2, 9, 1.0),
                new CallFigures(2, 0.2, 1, 5, 2.0),
                new CallFigures(3, 0.1, 3, 4, 1.5))));
    assertEquals(
        1.5,
        CallFigures.median(List.of(new CallFigures(1, 0, 0, 0, 0), new CallFigures(2, 0, 0, 0, 0)))
            .answeredPerSecond(),
        1e-9);
  }
}
