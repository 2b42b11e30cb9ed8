package io.fanlens.local.apigateway;

import java.util.function.LongSupplier;

/** The token bucket of a stage: so many requests at once, and so many a second. */
final class StageThrottle {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final int burst;
  private final LongSupplier nanos;
  private double tokens;
  private long last;

  /**
   * A full bucket.
   *
   * @param nanos a clock in nanoseconds that never runs backwards
   */
  StageThrottle(RestApiSpec.Stage stage, LongSupplier nanos) {
    this.perSecond = stage.requestsPerSecond();
    this.burst = stage.burst();
    this.nanos = nanos;
    this.tokens = burst;
    this.last = nanos.getAsLong();
  }

  synchronized boolean admits() {
    long now = nanos.getAsLong();
    tokens = Math.min(burst, tokens + (now - last) / NANOS * perSecond);
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
