package io.fanlens.quota.reservation;

import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaRole;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.ShareRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;

/**
 * What is left of a target for a role, and the step that reserves it. All times are microseconds
 * since 1970.
 *
 * @param isLimited whether the role must keep to its share of the target
 * @param idleMicros a queue that ended longer ago than this is restarted
 * @param from no start before this
 * @param latest nor after this
 */
record Room(
    QuotaRules rules,
    TargetQuota quota,
    TargetState state,
    boolean isLimited,
    long idleMicros,
    long from,
    long latest) {

  /** For whoever may wait until then; the role's horizon is a limit too. */
  static Room of(
      QuotaCache cache, QuotaGroup group, TargetQuota quota, long now, long latestStart) {
    QuotaRole role = cache.rules().reservation().role();
    long from = now + cache.health().lead();
    return new Room(
        cache.rules(),
        quota,
        cache.state(group.key(), quota.target()),
        role.share().isLimited() && cache.isWaiting(group, now),
        cache.rules().reservation().idleMicros(),
        from,
        Math.min(from + role.horizonMicros(group.permitsPerSecond()), latestStart));
  }

  /**
   * The same for whoever knows the item from a write of his that failed. When many find a target
   * idle, one of them restarts it. The others append to his time even where it is over by now, as
   * long as it is good for a call: if they restarted the target too, one of them would win each
   * time.
   */
  Room asWritten() {
    long usable = Math.max(idleMicros, rules.reservation().lateMicros() / 2);
    return new Room(rules, quota, state, isLimited, usable, from, latest);
  }

  /** When the next reservation would start. */
  long start() {
    return Math.max(from, state.tat());
  }

  /**
   * Whether there is some.
   *
   * @param margin what must be left beyond it; an idle target needs none
   */
  boolean isLeft(long margin) {
    return start() <= latest
        && start() <= Math.max(from, latest - kept(margin))
        && (!isLimited || isInShare(margin) || isSpare());
  }

  /** At most half of the wait: else there would be hardly any room for a short one. */
  private long kept(long margin) {
    long longest = 2 * (role().marginMicros() + role().spreadMicros());
    long wait = Math.max(0, latest - from);
    return wait < longest ? margin * wait / longest : margin;
  }

  /** The step that takes it. */
  QuotaStep reserve(long length) {
    if (state.tat() < idleBefore()) {
      return new QuotaStep.Restart(idleBefore(), from, length);
    }
    QuotaStep.Append append = new QuotaStep.Append(idleBefore(), latest, length);
    if (!isLimited) {
      return append;
    }
    if (isShareIdle()) {
      return new QuotaStep.ShareRestart(
          append, idleBefore(), latestPlausible(), from + share().length(length));
    }
    if (isInShare(0)) {
      return new QuotaStep.ShareAppend(
          append, idleBefore(), from + share().aheadMicros(), share().length(length));
    }
    long spare = from + share().spareMicros() + role().marginMicros();
    return new QuotaStep.Append(idleBefore(), Math.min(latest, spare), length);
  }

  private boolean isInShare(long margin) {
    return isShareIdle() || state.apiTat() <= from + Math.max(0, share().aheadMicros() - margin);
  }

  /** Others do not need it: they would have made the queue longer. */
  private boolean isSpare() {
    return state.tat() <= from + share().spareMicros();
  }

  /** What is implausible counts as idle too, so that it needs no repair of its own. */
  private boolean isShareIdle() {
    return state.apiTat() < idleBefore() || state.apiTat() > latestPlausible();
  }

  private long latestPlausible() {
    return new Pacing(rules).latestPlausibleShare(quota, from);
  }

  private long idleBefore() {
    return from - idleMicros;
  }

  private ShareRules share() {
    return role().share();
  }

  private QuotaRole role() {
    return rules.reservation().role();
  }
}
