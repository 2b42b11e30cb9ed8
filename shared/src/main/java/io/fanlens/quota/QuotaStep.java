package io.fanlens.quota;

import java.util.Optional;

/**
 * One step of the protocol: one conditional update of one target's item. Each step is defined here
 * in memory; a store does the same with one conditional write. Times and lengths are microseconds.
 */
public sealed interface QuotaStep {

  /** The item afterwards; empty when the condition does not hold and nothing is written. */
  Optional<TargetState> applyTo(TargetState item);

  /** Whether it reserves start times. */
  default boolean isReservation() {
    return switch (this) {
      case Append append -> true;
      case ShareAppend append -> true;
      case ShareRestart append -> true;
      case Restart restart -> true;
      default -> false;
    };
  }

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
   * Appends within a role's share, whose own queue moves on too.
   *
   * @param shareEarliest the end of the share's queue must not be before this
   * @param shareLatest nor after this
   */
  record ShareAppend(Append append, long shareEarliest, long shareLatest, long shareLength)
      implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return item.apiTat() >= shareEarliest && item.apiTat() <= shareLatest
          ? append.applyTo(item).map(i -> i.withApiTat(i.apiTat() + shareLength))
          : Optional.empty();
    }
  }

  /**
   * Appends where the share was not used of late: its queue begins anew.
   *
   * @param shareBefore the end of the share's queue must be before this, or absent
   * @param shareAfter or after this, which is implausible
   */
  record ShareRestart(Append append, long shareBefore, long shareAfter, long shareEnd)
      implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return item.apiTat() < shareBefore || item.apiTat() > shareAfter
          ? append.applyTo(item).map(i -> i.withApiTat(shareEnd))
          : Optional.empty();
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

  /** Batches found all targets full: whoever has only a share keeps to it for a while. */
  record Wait(long now, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.waitingAt() < noneSince, item.withWaitingAt(now));
    }
  }

  /**
   * Gives turns after those that were given before: the first one is at the item's old {@code
   * turnAt}.
   *
   * @param earliest the next turn must not be before this
   * @param latest nor after this
   */
  record GiveTurn(long earliest, long latest, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.turnAt() >= earliest && item.turnAt() <= latest,
          item.withTurnAt(item.turnAt() + length));
    }
  }

  /**
   * Gives the first turn, at {@code base}, where nobody waits for one.
   *
   * @param after a next turn beyond this is implausible
   */
  record FirstTurn(long base, long after, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.turnAt() < base || item.turnAt() > after, item.withTurnAt(base + length));
    }
  }

  /**
   * Returns a permit that will not be used. Only the last one of the queue can be: the queue has an
   * end to move, but no room for holes. Moving the end for a permit in the middle would have others
   * start at times that are taken.
   *
   * @param end where the permit's time ends; the queue must still end there
   */
  record GiveBack(long end, long length) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(item.tat() == end, item.withTat(end - length));
    }
  }

  /**
   * Returns an unused permit of a role's share: since nobody reserved after it, the share's queue
   * has it at its end, too.
   */
  record ShareGiveBack(GiveBack giveBack, long shareLength) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return item.apiTat() >= shareLength
          ? giveBack.applyTo(item).map(i -> i.withApiTat(i.apiTat() - shareLength))
          : Optional.empty();
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
                  item.rate().interval(), item.rate().cutAt(), item.rate().goodInterval(), now)));
    }
  }

  /**
   * Lowers the rate for all workers.
   *
   * @param seenInterval the item's interval must still be this; 0 for absent
   * @param goodInterval the interval before this series of cuts
   * @param noneSince the last cut must be before this
   */
  record Cut(long now, long seenInterval, long newInterval, long goodInterval, long noneSince)
      implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.rate().interval() == seenInterval && item.rate().cutAt() < noneSince,
          item.with(new RateState(newInterval, now, goodInterval, item.rate().armedAt())));
    }
  }

  /** Begins a slow start, unless one began since {@code noneSince}. */
  record SlowStart(long now, long length, long noneSince) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.ramp().startedAt() < noneSince, item.with(new TargetState.Ramp(now, length)));
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
          item.with(BreakerState.CLOSED).with(new TargetState.Ramp(rampAt, rampFor)));
    }
  }

  /**
   * The probe failed: open again.
   *
   * @param isOver whether the probe has ended; while it is only overdue, it keeps its owner, whose
   *     late answer still closes
   */
  record Reopen(String owner, long until, long length, boolean isOver) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.isOpen() && item.breaker().probeOwner().equals(owner),
          item.with(item.breaker().open(until, length, isOver ? "" : owner)));
    }
  }

  /**
   * The elected prober sent nothing: somebody else may probe at once.
   *
   * @param leaseEnd of its election, which must still be the last one
   * @param until a time that is over
   */
  record CancelProbe(String owner, long leaseEnd, long until) implements QuotaStep {
    @Override
    public Optional<TargetState> applyTo(TargetState item) {
      return when(
          item.breaker().openUntil() == leaseEnd && item.breaker().probeOwner().equals(owner),
          item.with(item.breaker().open(until, item.breaker().openFor(), "")));
    }
  }

  private static Optional<TargetState> when(boolean condition, TargetState after) {
    return condition ? Optional.of(after) : Optional.empty();
  }
}
