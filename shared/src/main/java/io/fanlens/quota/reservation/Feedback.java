package io.fanlens.quota.reservation;

import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetState;
import java.util.Optional;

/**
 * What a call's outcome means for the shared state: which step to write, and which one after that.
 * A successful call normally writes nothing.
 */
public final class Feedback {

  private final QuotaCache cache;
  private final QuotaRules rules;
  private final Pacing pacing;

  public Feedback(QuotaCache cache) {
    this.cache = cache;
    this.rules = cache.rules();
    this.pacing = new Pacing(rules);
  }

  /** The step to write after a call. */
  public Optional<QuotaStep> first(Permit permit, CallOutcome outcome, long now) {
    boolean throttled = outcome == CallOutcome.THROTTLED || outcome == CallOutcome.RAMPED_TOO_FAST;
    if (throttled && permit.shared()) {
      cache.uncounted().throttled(permit.target());
    }
    if (permit.isProbe()) {
      return Optional.of(afterProbe(permit, outcome, now));
    }
    TargetState state = cache.state(permit.group(), permit.target());
    return switch (outcome) {
      case ANSWERED -> {
        cache.answered(permit.target(), now);
        yield afterAnswer(state);
      }
      case THROTTLED -> {
        long soon = rules.rate().armMicros(pacing.recovered(permit.quota(), state, now));
        yield now - state.rate().armedAt() <= soon
            ? cut(permit, state, now)
            : Optional.of(new QuotaStep.Arm(now, now - soon));
      }
      case RAMPED_TOO_FAST ->
          Optional.of(
              new QuotaStep.SlowStart(
                  now, rules.rate().slowStartMicros(), now - rules.rate().slowStartMicros()));
      case FAULT, OVERDUE -> state.isOpen() ? Optional.empty() : Optional.of(fault(state, now));
      case DENIED -> {
        long length = rules.breaker().deniedMicros();
        yield Optional.of(new QuotaStep.Open(now + length, length));
      }
    };
  }

  /** The step to write after a step. */
  public Optional<QuotaStep> then(Permit permit, QuotaStep step, StepResult result, long now) {
    TargetState before = result.before();
    return switch (step) {
      case QuotaStep.Arm arm when !result.applied() -> cut(permit, before, now);
      case QuotaStep.FirstFault fault when !result.applied() && !before.isOpen() ->
          Optional.of(new QuotaStep.NextFault(now, now - rules.breaker().faultGapMicros()));
      case QuotaStep.NextFault fault when result.applied() ->
          before.breaker().faults() + 1 >= rules.breaker().faultsToOpen() && !before.isOpen()
              ? Optional.of(
                  new QuotaStep.Open(
                      now + rules.breaker().openMicros(), rules.breaker().openMicros()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The step after a permit was missed: only a probe can be left to somebody else. */
  public Optional<QuotaStep> lost(Permit permit, long now) {
    if (permit.isProbe()) {
      return giveBack(permit, now);
    }
    permit.countUnused(cache.uncounted());
    return Optional.empty();
  }

  /** The step that returns an unused permit; empty when it is too late for that. */
  public Optional<QuotaStep> giveBack(Permit permit, long now) {
    permit.countUnused(cache.uncounted());
    if (permit.isProbe()) {
      return Optional.of(new QuotaStep.CancelProbe(permit.probeOwner(), permit.end(), now - 1));
    }
    if (!permit.shared() || permit.startAt() <= now) {
      return Optional.empty();
    }
    QuotaStep.GiveBack giveBack = new QuotaStep.GiveBack(permit.end(), permit.length());
    return Optional.of(
        permit.shareLength() == 0
            ? giveBack
            : new QuotaStep.ShareGiveBack(giveBack, permit.shareLength()));
  }

  private QuotaStep afterProbe(Permit permit, CallOutcome outcome, long now) {
    String owner = permit.probeOwner();
    long before = cache.state(permit.group(), permit.target()).breaker().openFor();
    return switch (outcome) {
      case ANSWERED, THROTTLED -> new QuotaStep.Close(owner, now, rules.breaker().rampMicros());
      case RAMPED_TOO_FAST -> new QuotaStep.Close(owner, now, rules.rate().slowStartMicros());
      case FAULT, OVERDUE -> {
        long length = rules.breaker().nextOpen(before);
        yield new QuotaStep.Reopen(owner, now + length, length, outcome == CallOutcome.FAULT);
      }
      case DENIED -> {
        long length = rules.breaker().nextDenied(before);
        yield new QuotaStep.Reopen(owner, now + length, length, true);
      }
    };
  }

  private static Optional<QuotaStep> afterAnswer(TargetState state) {
    return state.breaker().faults() > 0 && !state.isOpen()
        ? Optional.of(new QuotaStep.ClearFaults(state.breaker().faultAt()))
        : Optional.empty();
  }

  /**
   * The next cut, unless the last one is too young to have shown its effect. At the floor nothing
   * is left to cut, but the recovery begins anew.
   */
  private Optional<QuotaStep> cut(Permit permit, TargetState state, long now) {
    long noneSince = now - rules.rate().cutEveryMicros();
    if (state.rate().cutAt() >= noneSince) {
      return Optional.empty();
    }
    long interval = pacing.recovered(permit.quota(), state, now);
    long slowest = pacing.slowest(permit.quota());
    boolean further = now - state.rate().cutAt() < rules.rate().cutSeriesMicros(interval);
    double left = further ? rules.rate().nextCut() : rules.rate().firstCut();
    long cut = Math.min(slowest, (long) (interval / left));
    // Cuts down to the floor did not help, so it was not our rate: somebody else takes all.
    long good =
        cut == slowest
            ? pacing.configured(permit.quota())
            : pacing.good(
                permit.quota(),
                state,
                now,
                cache.hasAnsweredSince(permit.target(), state.rate().cutAt()));
    return Optional.of(new QuotaStep.Cut(now, state.rate().interval(), cut, good, noneSince));
  }

  private QuotaStep fault(TargetState state, long now) {
    long since = now - rules.breaker().faultGapMicros();
    return state.breaker().faultAt() >= since
        ? new QuotaStep.NextFault(now, since)
        : new QuotaStep.FirstFault(now, since);
  }
}
