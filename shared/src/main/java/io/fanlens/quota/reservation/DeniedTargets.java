package io.fanlens.quota.reservation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers Regions that denied access (missing permissions, or not opted in), so that not every
 * picture tries each of them again: a denied Region is skipped for ten minutes.
 */
public final class DeniedTargets {

  private static final Duration COOL_DOWN = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Map<String, Instant> deniedUntil = new ConcurrentHashMap<>();

  public DeniedTargets(InstantSource clock) {
    this.clock = clock;
  }

  public void deny(String region) {
    deniedUntil.put(region, clock.instant().plus(COOL_DOWN));
  }

  public boolean isDenied(String region) {
    Instant until = deniedUntil.get(region);
    return until != null && clock.instant().isBefore(until);
  }
}
