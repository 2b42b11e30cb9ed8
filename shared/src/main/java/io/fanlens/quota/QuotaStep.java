package io.fanlens.quota;

import java.util.Optional;

/**
 * One step of the protocol: one conditional update of one target's item. This is the meaning of
 * each step, in memory; a store does the same with one conditional write. Times and lengths are
 * microseconds.
 */
public sealed interface QuotaStep {

  /** The item afterwards; empty when the condition does not hold and nothing is written. */
  Optional<TargetState> applyTo(TargetState item);

  /**
   * Books {@code length} at the end of the queue: the permits start at the item's old {@code tat}.
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
   * Books on an idle target: the permits start at {@code base}.
   *
   * @param before the queue's end must be before this, or absent
   */
  record Restart(long before, long base, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(!item.isOpen() && item.tat() < before, item.withTat(base + length));
    }
  }

  /** Gives permits back that nobody will use; {@code earliest} is now plus their length. */
  record GiveBack(long earliest, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.tat() >= earliest, item.withTat(item.tat() - length));
    }
  }

  /** Sets an absurd {@code tat} back, unless somebody did already. */
  record Repair(long seenTat, long newTat) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.tat() == seenTat, item.withTat(newTat));
    }
  }

  /** Notes a throttle; only a second one soon after it cuts. */
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
   * Lowers the rate for everybody.
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

  /** Starts the target slowly, unless it does already: the last slow start is before that. */
  record SlowStart(long now, long length, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.ramp().startedAt() < noneSince, item.with(new RampState(now, length)));
    }
  }

  /** A fault of the service, the first in a row: none since {@code noneSince}. */
  record FirstFault(long now, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.breaker().faults() == 0 || item.breaker().faultAt() < noneSince,
          item.with(item.breaker().withFaults(1, now)));
    }
  }

  /** A fault of the service, soon after another one. */
  record NextFault(long now, long oneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.breaker().faults() > 0 && item.breaker().faultAt() >= oneSince,
          item.with(item.breaker().withFaults(item.breaker().faults() + 1, now)));
    }
  }

  /** The service answered: what was counted up to {@code seenFaultAt} was not a row. */
  record ClearFaults(long seenFaultAt) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.breaker().faults() > 0 && item.breaker().faultAt() <= seenFaultAt && !item.isOpen(),
          item.with(item.breaker().withFaults(0, 0)));
    }
  }

  /** Takes the target out of use, for everybody. */
  record Open(long until, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(!item.isOpen(), item.with(item.breaker().open(until, length, "")));
    }
  }

  /** Elects one prober: of all who try, one is first. */
  record Probe(long now, long until, String owner) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.isOpen() && item.breaker().openUntil() < now,
          item.with(item.breaker().open(until, item.breaker().openFor(), owner)));
    }
  }

  /** The probe was answered: in use again, slowly at first. */
  record Close(String owner, long rampAt, long rampFor) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.isOpen() && item.breaker().probeOwner().equals(owner),
          item.with(BreakerState.CLOSED).with(new RampState(rampAt, rampFor)));
    }
  }

  /** The probe failed: out of use again. */
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
