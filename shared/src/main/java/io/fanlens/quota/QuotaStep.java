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
      return when(item.armedAt() < noneSince, item.withArmedAt(now));
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
          item.interval() == seenInterval && item.cutAt() < noneSince,
          item.withInterval(newInterval, now, item.raisedAt()));
    }
  }

  /** Raises the rate again. The last cut and the last raise must be before {@code noneSince}. */
  record Raise(long now, long seenInterval, long newInterval, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.interval() == seenInterval
              && item.cutAt() < noneSince
              && item.raisedAt() < noneSince,
          item.withInterval(newInterval, item.cutAt(), now));
    }
  }

  /** Starts the target slowly, unless it does already: the last slow start is before that. */
  record SlowStart(long now, long length, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.rampAt() < noneSince, item.withRamp(now, length));
    }
  }

  /** A fault of the service, the first in a row: none since {@code noneSince}. */
  record FirstFault(long now, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.faults() == 0 || item.faultAt() < noneSince, item.withFaults(1, now));
    }
  }

  /** A fault of the service, soon after another one. */
  record NextFault(long now, long oneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.faults() > 0 && item.faultAt() >= oneSince, item.withFaults(item.faults() + 1, now));
    }
  }

  /** The service answered: what was counted up to {@code seenFaultAt} was not a row. */
  record ClearFaults(long seenFaultAt) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.faults() > 0 && item.faultAt() <= seenFaultAt && !item.isOpen(),
          item.withFaults(0, 0));
    }
  }

  /** Takes the target out of use, for everybody. */
  record Open(long until, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(!item.isOpen(), item.withBreaker(until, length, ""));
    }
  }

  /** Elects one prober: of all who try, one is first. */
  record Probe(long now, long until, String owner) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.isOpen() && item.openUntil() < now, item.withBreaker(until, item.openFor(), owner));
    }
  }

  /** The probe was answered: in use again, slowly at first. */
  record Close(String owner, long rampAt, long rampFor) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.isOpen() && item.probeOwner().equals(owner),
          item.withBreaker(0, 0, "").withFaults(0, 0).withRamp(rampAt, rampFor));
    }
  }

  /** The probe failed: out of use again. */
  record Reopen(String owner, long until, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.isOpen() && item.probeOwner().equals(owner), item.withBreaker(until, length, ""));
    }
  }

  private static Optional<TargetState> when(boolean condition, TargetState after) {
    return condition ? Optional.of(after) : Optional.empty();
  }
}
