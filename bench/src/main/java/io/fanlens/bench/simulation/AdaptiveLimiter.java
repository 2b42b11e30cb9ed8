package io.fanlens.bench.simulation;

/**
 * A model of the client-side rate limiter that AWS SDKs use in adaptive mode: nothing is limited
 * until the first throttle; then a token bucket whose rate follows a cubic curve, is cut to 0.7 of
 * what was sent at each throttle, is at most twice what is being sent, and never under 0.5 a
 * second.
 */
final class AdaptiveLimiter {

  private static final double LEFT_AFTER_THROTTLE = 0.7;
  private static final double CURVE = 0.4;
  private static final double SMOOTHING = 0.8;
  private static final double LOWEST_RATE = 0.5;
  private static final double MEASURED_EVERY = 0.5;

  private boolean limiting;
  private double rate;
  private double capacity = 1;
  private double tokens;
  private double filledAt;
  private double measured;
  private double measuredFrom = -1;
  private int sent;
  private double rateAtThrottle;
  private double throttledAt;
  private double returnTime;

  /** How long a call must wait, in microseconds; its token is taken. */
  long waitFor(long now) {
    if (!limiting) {
      return 0;
    }
    fill(seconds(now));
    tokens--;
    return tokens >= 0 ? 0 : (long) (-tokens / rate * 1e6);
  }

  /** Takes an answer in. */
  void answered(boolean throttled, long micros) {
    double now = seconds(micros);
    measure(now);
    double wanted;
    if (throttled) {
      rateAtThrottle = limiting ? Math.min(measured, rate) : measured;
      throttledAt = now;
      returnTime = Math.cbrt(rateAtThrottle * (1 - LEFT_AFTER_THROTTLE) / CURVE);
      wanted = rateAtThrottle * LEFT_AFTER_THROTTLE;
      if (!limiting) {
        limiting = true;
        filledAt = now;
      }
    } else {
      returnTime = Math.cbrt(rateAtThrottle * (1 - LEFT_AFTER_THROTTLE) / CURVE);
      double since = now - throttledAt - returnTime;
      wanted = CURVE * since * since * since + rateAtThrottle;
    }
    if (limiting) {
      fill(now);
      rate = Math.max(LOWEST_RATE, Math.min(wanted, 2 * measured));
      capacity = Math.max(1, rate);
      tokens = Math.min(tokens, capacity);
    }
  }

  double rate() {
    return rate;
  }

  private void fill(double now) {
    tokens = Math.min(capacity, tokens + (now - filledAt) * rate);
    filledAt = now;
  }

  private void measure(double now) {
    double slice = Math.floor(now / MEASURED_EVERY) * MEASURED_EVERY;
    if (measuredFrom < 0) {
      measuredFrom = slice;
    }
    sent++;
    if (slice > measuredFrom) {
      measured = SMOOTHING * sent / (slice - measuredFrom) + (1 - SMOOTHING) * measured;
      sent = 0;
      measuredFrom = slice;
    }
  }

  private static double seconds(long micros) {
    return (micros - EventLoop.START) / 1e6;
  }
}
