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
    if (permit.isProbe()) {
      return Optional.of(afterProbe(permit, outcome, now));
    }
    TargetState state = cache.state(permit.group(), permit.target());
    return switch (outcome) {
      case ANSWERED -> afterAnswer(permit, state, now);
      case THROTTLED ->
          now - state.rate().armedAt() <= rules.rate().armMicros()
              ? cut(permit, state, now)
              : Optional.of(new QuotaStep.Arm(now, now - rules.rate().armMicros()));
      case RAMPED_TOO_FAST ->
          Optional.of(
              new QuotaStep.SlowStart(
                  now, rules.rate().slowStartMicros(), now - rules.rate().slowStartMicros()));
      case FAULT, OVERDUE -> state.isOpen() ? Optional.empty() : Optional.of(fault(state, now));
      case DENIED ->
          Optional.of(
              new QuotaStep.Open(
                  now + rules.breaker().deniedMicros(), rules.breaker().deniedMicros()));
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

  /** The step that returns an unused permit; empty when it is too late for that. */
  public Optional<QuotaStep> giveBack(Permit permit, long now) {
    return permit.shared() && !permit.isProbe() && permit.startAt() > now
        ? Optional.of(new QuotaStep.GiveBack(now + permit.interval(), permit.interval()))
        : Optional.empty();
  }

  private QuotaStep afterProbe(Permit permit, CallOutcome outcome, long now) {
    String owner = permit.probeOwner();
    return switch (outcome) {
      case ANSWERED, THROTTLED -> new QuotaStep.Close(owner, now, rules.breaker().rampMicros());
      case RAMPED_TOO_FAST -> new QuotaStep.Close(owner, now, rules.rate().slowStartMicros());
      case FAULT, OVERDUE -> {
        long before = cache.state(permit.group(), permit.target()).breaker().openFor();
        long length =
            Math.clamp(
                2 * before, rules.breaker().openMicros(), rules.breaker().longestOpenMicros());
        yield new QuotaStep.Reopen(owner, now + length, length);
      }
      case DENIED ->
          new QuotaStep.Reopen(
              owner, now + rules.breaker().deniedMicros(), rules.breaker().deniedMicros());
    };
  }

  private Optional<QuotaStep> afterAnswer(Permit permit, TargetState state, long now) {
    if (state.breaker().faults() > 0 && !state.isOpen()) {
      return Optional.of(new QuotaStep.ClearFaults(state.breaker().faultAt()));
    }
    long configured = pacing.configured(permit.quota());
    long quietSince = now - rules.rate().raiseEveryMicros();
    if (permit.underLoad()
        && state.rate().interval() > configured
        && state.rate().cutAt() < quietSince
        && state.rate().raisedAt() < quietSince) {
      long raised = Math.max(configured, (long) (state.rate().interval() / rules.rate().raise()));
      return Optional.of(new QuotaStep.Raise(now, state.rate().interval(), raised, quietSince));
    }
    return Optional.empty();
  }

  private Optional<QuotaStep> cut(Permit permit, TargetState state, long now) {
    long noneSince = now - rules.rate().cutEveryMicros();
    long interval = pacing.cut(permit.quota(), state);
    long slowest = pacing.slowest(permit.quota());
    if (state.rate().cutAt() >= noneSince || interval >= slowest) {
      return Optional.empty();
    }
    boolean further = now - state.rate().cutAt() < rules.rate().cutSeriesMicros();
    double left = further ? rules.rate().nextCut() : rules.rate().firstCut();
    long cut = Math.min(slowest, (long) (interval / left));
    return Optional.of(new QuotaStep.Cut(now, state.rate().interval(), cut, noneSince));
  }

  private QuotaStep fault(TargetState state, long now) {
    long since = now - rules.breaker().faultGapMicros();
    return state.breaker().faults() > 0 && state.breaker().faultAt() >= since
        ? new QuotaStep.NextFault(now, since)
        : new QuotaStep.FirstFault(now, since);
  }
}
