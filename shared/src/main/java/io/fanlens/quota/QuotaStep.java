package io.fanlens.quota;

import java.util.Optional;

/**
 * One step of the protocol: one conditional update of one target's item. Each step is defined here
 * in memory; a store does the same with one conditional write. Times and lengths are microseconds.
 */
public sealed interface QuotaStep {

  /** The item afterwards; empty when the condition does not hold and nothing is written. */
  Optional<TargetState> applyTo(TargetState item);

  /**
   * Reserves {@code length} at the end of the queue: the permits start at the item's old {@code
   * tat}.
   *
   * @param earliest the queue's end must not be before this
   * @param latest nor after this
   */
  record Append(long earliest, long latest, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          !item.isOpen() && item.tat() >= earliest && item.tat() <= latest,
          item.withTat(item.tat() + length));
    }
  }

  /**
   * Reserves on an idle target: the permits start at {@code base}.
   *
   * @param before the queue's end must be before this, or absent
   */
  record Restart(long before, long base, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(!item.isOpen() && item.tat() < before, item.withTat(base + length));
    }
  }

  /** Returns permits that will not be used; {@code earliest} is now plus their length. */
  record GiveBack(long earliest, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.tat() >= earliest, item.withTat(item.tat() - length));
    }
  }

  /** Resets an implausible {@code tat}, unless another worker already has. */
  record Repair(long seenTat, long newTat) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.tat() == seenTat, item.withTat(newTat));
    }
  }

  /** Records a throttle; only a second one soon after it cuts the rate. */
  record Arm(long now, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.rate().armedAt() < noneSince,
          item.with(
              new RateState(
                  item.rate().interval(), item.rate().cutAt(), item.rate().raisedAt(), now)));
    }
  }

  /**
   * Lowers the rate for all workers.
   *
   * @param seenInterval the item's interval must still be this; 0 for absent
   * @param noneSince the last cut must be before this
   */
  record Cut(long now, long seenInterval, long newInterval, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.rate().interval() == seenInterval && item.rate().cutAt() < noneSince,
          item.with(
              new RateState(newInterval, now, item.rate().raisedAt(), item.rate().armedAt())));
    }
  }

  /** Raises the rate again. The last cut and the last raise must be before {@code noneSince}. */
  record Raise(long now, long seenInterval, long newInterval, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.rate().interval() == seenInterval
              && item.rate().cutAt() < noneSince
              && item.rate().raisedAt() < noneSince,
          item.with(new RateState(newInterval, item.rate().cutAt(), now, item.rate().armedAt())));
    }
  }

  /** Begins a slow start, unless one began since {@code noneSince}. */
  record SlowStart(long now, long length, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.ramp().startedAt() < noneSince, item.with(new RampState(now, length)));
    }
  }

  /** The first fault of a series: none since {@code noneSince}. */
  record FirstFault(long now, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.breaker().faults() == 0 || item.breaker().faultAt() < noneSince,
          item.with(item.breaker().withFaults(1, now)));
    }
  }

  /** A fault soon after another one. */
  record NextFault(long now, long oneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.breaker().faults() > 0 && item.breaker().faultAt() >= oneSince,
          item.with(item.breaker().withFaults(item.breaker().faults() + 1, now)));
    }
  }

  /** The service answered: the series of faults up to {@code seenFaultAt} has ended. */
  record ClearFaults(long seenFaultAt) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.breaker().faults() > 0 && item.breaker().faultAt() <= seenFaultAt && !item.isOpen(),
          item.with(item.breaker().withFaults(0, 0)));
    }
  }

  /** Opens the breaker for all workers. */
  record Open(long until, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(!item.isOpen(), item.with(item.breaker().open(until, length, "")));
    }
  }

  /** Elects one prober: only the first write applies. */
  record Probe(long now, long until, String owner) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.isOpen() && item.breaker().openUntil() < now,
          item.with(item.breaker().open(until, item.breaker().openFor(), owner)));
    }
  }

  /** The probe succeeded: closes the breaker and ramps up. */
  record Close(String owner, long rampAt, long rampFor) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.isOpen() && item.breaker().probeOwner().equals(owner),
          item.with(BreakerState.CLOSED).with(new RampState(rampAt, rampFor)));
    }
  }

  /** The probe failed: open again. */
  record Reopen(String owner, long until, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.isOpen() && item.breaker().probeOwner().equals(owner),
          item.with(item.breaker().open(until, length, "")));
    }
  }

  private static Optional<TargetState> when(boolean condition, TargetState after) {
    return condition ? Optional.of(after) : Optional.empty();
  }
}
