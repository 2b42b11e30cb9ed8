package io.fanlens.quota.reservation;

import io.fanlens.quota.Micros;
import io.fanlens.quota.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only in sleeps. */
final class VirtualClock implements InstantSource, Sleeper {

  private final AtomicLong now = new AtomicLong(1_800_000_000_000_000L);

  @Override
  public Instant instant() {
    return Micros.toInstant(now.get());
  }

  @Override
  public void sleep(Duration time) {
    long until = now.get() + time.toNanos() / 1_000;
    now.accumulateAndGet(until, Math::max);
  }

  long micros() {
    return now.get();
  }
}
