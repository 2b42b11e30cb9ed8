package io.fanlens.pipeline;

import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A message's time on a clock that moves only by sleeping. */
final class Times {

  static final Instant NOW = Instant.parse("2026-01-02T03:05:00Z");

  private Times() {}

  static TimeLeft plenty() {
    return left(Duration.ofSeconds(60));
  }

  static TimeLeft left(Duration time) {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    return new TimeLeft(
        Timings.DEFAULTS,
        NOW.plus(time),
        now::get,
        pause -> now.updateAndGet(before -> before.plus(pause)));
  }
}
