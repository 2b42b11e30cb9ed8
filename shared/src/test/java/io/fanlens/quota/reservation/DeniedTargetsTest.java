package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeniedTargetsTest {

  private static final String DUBLIN = "home#eu-west-1";

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final DeniedTargets denied = new DeniedTargets(() -> now);

  @Test
  void shouldSkipATargetForThirtySecondsAtFirst() {
    assertFalse(denied.isDenied(DUBLIN));
    denied.deny(DUBLIN);
    now = now.plusSeconds(30).minusNanos(1);
    assertTrue(denied.isDenied(DUBLIN));
    assertFalse(denied.isDenied("home#eu-west-2"));
    now = now.plusNanos(1);
    assertFalse(denied.isDenied(DUBLIN));
  }

  @Test
  void shouldSkipItTwiceAsLongEachTimeUpToTenMinutes() {
    List<Integer> seconds = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      denied.deny(DUBLIN);
      seconds.add(secondsDenied());
    }
    assertEquals(List.of(30, 60, 120, 240, 480, 600, 600), seconds);
  }

  @Test
  void shouldCountDenialsOfCallsThatWereInFlightTogetherOnce() {
    for (int i = 0; i < 10; i++) {
      denied.deny(DUBLIN);
    }
    assertEquals(30, secondsDenied());
  }

  @Test
  void shouldBeginAnewOnceTheTargetLetACallIn() {
    denied.deny(DUBLIN);
    secondsDenied();
    denied.allow(DUBLIN);
    denied.deny(DUBLIN);
    assertEquals(30, secondsDenied());
  }

  /** Waits until it is not denied any more. */
  private int secondsDenied() {
    int seconds = 0;
    while (denied.isDenied(DUBLIN)) {
      now = now.plusSeconds(1);
      seconds++;
    }
    return seconds;
  }
}
