package io.fanlens.bench.simulation;

import io.fanlens.quota.TargetQuota;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Rekognition in one Region of one account: a token bucket, a latency, and faults. */
public final class SimulatedTarget {

  /** How a call ended. */
  public enum Answer {
    OK,
    THROTTLED,
    FAULT,
    DENIED,
    /** The caller's own time-out: nothing came. */
    NONE
  }

  private static final long QUICK = 30_000;
  private static final double LATENCY_SIGMA = 0.3;
  private static final long NETWORK_JITTER = 5_000;

  private final EventLoop loop;
  private final RandomGenerator random;
  private final TargetQuota quota;
  private final double rate;
  private final double depth;
  private final double meanLatency;
  private final long callTimeout;
  private final List<TargetFault> faults;
  private final SimulatedCallLog log = new SimulatedCallLog();
  private double tokens;
  private long filledAt;

  /**
   * A target.
   *
   * @param rate calls a second that it really takes
   * @param depthSeconds size of the bucket, in seconds of the rate; at least one call
   */
  SimulatedTarget(
      EventLoop loop,
      RandomGenerator random,
      TargetQuota quota,
      double rate,
      double depthSeconds,
      double meanLatencyMicros,
      long callTimeout,
      List<TargetFault> faults) {
    this.loop = loop;
    this.random = random;
    this.quota = quota;
    this.rate = rate;
    this.depth = Math.max(1, rate * depthSeconds);
    this.meanLatency = meanLatencyMicros;
    this.callTimeout = callTimeout;
    this.faults = List.copyOf(faults);
    this.tokens = depth;
    this.filledAt = loop.now();
  }

  public TargetQuota quota() {
    return quota;
  }

  public double rate() {
    return rate;
  }

  /** Every call that reached it. */
  public SimulatedCallLog log() {
    return log;
  }

  /** Sends a call; the answer comes later. */
  void call(Consumer<Answer> then) {
    loop.after(RandomTimes.uniform(random, 0, NETWORK_JITTER), () -> arrive(then));
  }

  private void arrive(Consumer<Answer> then) {
    long now = loop.now();
    tokens = Math.min(depth, tokens + (now - filledAt) * rate / 1e6);
    filledAt = now;
    Answer answer = answer(now);
    log.add(now, answer);
    long latency =
        switch (answer) {
          case OK -> RandomTimes.lognormal(random, meanLatency, LATENCY_SIGMA);
          case NONE -> callTimeout;
          case THROTTLED, FAULT, DENIED -> QUICK;
        };
    loop.after(latency, () -> then.accept(answer));
  }

  private Answer answer(long now) {
    for (TargetFault fault : faults) {
      long since = now - EventLoop.START;
      if (since >= fault.from() && since < fault.to() && random.nextDouble() < fault.faultShare()) {
        return switch (fault.kind()) {
          case FAULTS -> Answer.FAULT;
          case HANGS -> Answer.NONE;
          case DENIES -> Answer.DENIED;
          case THROTTLES -> Answer.THROTTLED;
        };
      }
    }
    if (tokens < 1) {
      return Answer.THROTTLED;
    }
    tokens--;
    return Answer.OK;
  }
}
