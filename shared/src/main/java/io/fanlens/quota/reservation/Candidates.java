package io.fanlens.quota.reservation;

import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaRole;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.TargetChoice.Candidate;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the last read of a group means for a reservation now: which targets have room, and whether
 * something must be written first (an implausible time to repair, a target to probe).
 */
final class Candidates {

  private final List<Candidate> candidates = new ArrayList<>();
  private Write urgent;
  private int usable;
  private int denied;
  private int unhealthy;
  private long soonest = Long.MAX_VALUE;
  private final long now;

  Candidates(
      QuotaCache cache,
      QuotaGroup group,
      Set<Target> excluded,
      long now,
      long latestStart,
      int wanted) {
    this.now = now;
    QuotaRules rules = cache.rules();
    Pacing pacing = new Pacing(rules);
    long from = now + cache.health().lead();
    long margin = rules.reservation().role().marginMicros(cache.random());
    for (TargetQuota quota : group.targets()) {
      if (excluded.contains(quota.target())) {
        continue;
      }
      usable++;
      TargetState state = cache.state(group.key(), quota.target());
      if (state.tat() > pacing.latestPlausibleTat(quota, from)) {
        urgent(
            group,
            quota,
            new QuotaStep.Repair(
                state.tat(), from + rules.reservation().role().longestHorizonMicros()),
            0);
      } else if (state.isOpen()) {
        denied += rules.breaker().isDenied(state.breaker().openFor()) ? 1 : 0;
        unhealthy++;
        soonest = Math.min(soonest, state.breaker().openUntil());
        if (state.breaker().openUntil() < now) {
          urgent(
              group,
              quota,
              new QuotaStep.Probe(now, now + rules.breaker().leaseMicros(), cache.owner()),
              1);
        }
      } else {
        Room room = Room.of(cache, group, quota, now, latestStart);
        long start = room.start();
        soonest = Math.min(soonest, start);
        if (room.isLeft(margin)) {
          int permits = pacing.largestReservation(pacing.interval(quota, state, now), from - now);
          candidates.add(new Candidate(quota, start, Math.min(wanted, permits)));
        }
      }
    }
    sayWaiting(cache, group);
  }

  /** Those that reserve further ahead must know. */
  private void sayWaiting(QuotaCache cache, QuotaGroup group) {
    long since = now - QuotaRole.SAY_WAITING_EVERY;
    if (cache.rules().reservation().role().isYielding()
        && candidates.isEmpty()
        && reason() == NoCapacity.Reason.BUSY
        && cache.waitingAt(group) < since) {
      urgent(group, group.targets().getFirst(), new QuotaStep.Wait(now, since), 0);
    }
  }

  private void urgent(QuotaGroup group, TargetQuota quota, QuotaStep step, int permits) {
    if (urgent == null) {
      urgent = new Write(group.key(), quota.target(), step, permits);
    }
  }

  List<Candidate> candidates() {
    return candidates;
  }

  /** The candidate at that target. */
  Optional<Candidate> at(Target target) {
    return candidates.stream().filter(c -> c.quota().target().equals(target)).findAny();
  }

  Optional<Write> urgent() {
    return Optional.ofNullable(urgent);
  }

  /** Why there is no candidate. */
  NoCapacity.Reason reason() {
    if (usable == 0) {
      return NoCapacity.Reason.ALL_TRIED;
    }
    if (denied == usable) {
      return NoCapacity.Reason.ALL_DENIED;
    }
    return unhealthy == usable ? NoCapacity.Reason.ALL_UNHEALTHY : NoCapacity.Reason.BUSY;
  }

  /** When something could be free, from now. */
  long retryAfter() {
    return soonest == Long.MAX_VALUE ? 0 : Math.max(0, soonest - now);
  }
}
