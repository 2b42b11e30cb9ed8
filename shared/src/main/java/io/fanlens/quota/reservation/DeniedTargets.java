package io.fanlens.quota.reservation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers targets that denied access (missing permissions, or not opted in), so that not every
 * picture tries each of them again: a denied target is skipped for 30 s, and for twice as long each
 * time that it denies again, up to ten minutes.
 */
public final class DeniedTargets {

  private static final long FIRST_SECONDS = 30;
  private static final long LONGEST_SECONDS = 600;

  private final InstantSource clock;
  private final Map<String, Denial> denials = new ConcurrentHashMap<>();

  public DeniedTargets(InstantSource clock) {
    this.clock = clock;
  }

  public void deny(String target) {
    denials.compute(target, (key, before) -> next(before));
  }

  /** The target let a call in. */
  public void allow(String target) {
    denials.remove(target);
  }

  public boolean isDenied(String target) {
    Denial denial = denials.get(target);
    return denial != null && denial.lasts(clock.instant());
  }

  /** Calls that were in flight together are denied together: that is one denial. */
  private Denial next(Denial before) {
    Instant now = clock.instant();
    if (before == null) {
      return new Denial(now, FIRST_SECONDS);
    }
    if (before.lasts(now)) {
      return before;
    }
    return new Denial(now, Math.min(2 * before.seconds(), LONGEST_SECONDS));
  }

  private record Denial(Instant since, long seconds) {

    boolean lasts(Instant now) {
      return now.isBefore(since.plusSeconds(seconds));
    }
  }
}
