package io.fanlens.quota.reservation;

import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaRole;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetChoice.Candidate;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.ReservationAction.GivenUp;
import io.fanlens.quota.reservation.ReservationAction.Granted;
import io.fanlens.quota.reservation.ReservationAction.Read;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gets permits for some messages: read the group, choose a target, reserve; after two failed
 * reservations back off and read again. Where a refusal needs proof, the other groups are read
 * before it is given. It never blocks and has no clock: the driver calls {@link #next}, performs
 * the action and reports the result. With ten messages waiting and targets of 50 a second it
 * reserves five permits twice.
 */
final class Reservation {

  private static final int FAILURES_A_ROUND = 2;

  /** A slow pool's messages wait in a function for as many seconds as it has calls a second. */
  private static final double PATIENCE_PER_PERMIT = 1e6;

  private final QuotaCache cache;
  private final QuotaRules rules;
  private final Pacing pacing;
  private final WeightedChoice choice;
  private final Set<Target> excluded;
  private final long latestStart;
  private final long requestedAt;
  private final FullGroups full = new FullGroups();

  private QuotaGroup group;
  private long patience;
  private long readAfter = Long.MIN_VALUE;
  private long sleepUntil = Long.MIN_VALUE;
  private int failures;
  private int rounds;
  private Target again;
  private Sent sent;
  private ReservationAction end;

  /**
   * For some waiting messages.
   *
   * @param excluded targets to skip
   * @param latestStart no call may start after this
   * @param requestedAt when the first message began to wait
   */
  Reservation(QuotaCache cache, Set<Target> excluded, long latestStart, long requestedAt) {
    this.cache = cache;
    this.rules = cache.rules();
    this.pacing = new Pacing(rules);
    this.choice = new WeightedChoice(cache.random());
    this.excluded = excluded;
    this.latestStart = latestStart;
    this.requestedAt = requestedAt;
    this.patience = rules.backoff().patienceMicros();
  }

  /**
   * What to do now.
   *
   * @param wanted number of waiting messages, at least one
   */
  ReservationAction next(long now, int wanted) {
    if (end != null) {
      return end;
    }
    if (now > latestStart) {
      return giveUp(NoCapacity.Reason.NO_TIME, 0);
    }
    if (rounds > 0 && Math.max(now, sleepUntil) > requestedAt + longestSearch()) {
      return giveUp(NoCapacity.Reason.BUSY, 0);
    }
    if (now < sleepUntil) {
      return new Sleep(sleepUntil);
    }
    if (cache.health().isUnavailable(now)) {
      return grantLocally(now);
    }
    if (group == null) {
      List<QuotaGroup> groups = groupsLeft();
      if (groups.isEmpty()) {
        return giveUp(NoCapacity.Reason.ALL_TRIED, 0);
      }
      group = choice.draw(needsProof() ? full.leaveOutOf(groups) : groups, QuotaGroup::weight);
      patience = patience(group.permitsPerSecond());
    }
    if (needsRead(now)) {
      return new Read(group.key());
    }
    if (cache.health().isClockSkewed()) {
      return giveUp(NoCapacity.Reason.CLOCK_SKEW, rules.backoff().patienceMicros());
    }
    Candidates candidates = new Candidates(cache, group, excluded, now, latestStart, wanted);
    if (candidates.urgent().isPresent()) {
      Write urgent = candidates.urgent().get();
      sent = new Sent(urgent, quota(urgent.target()), 0, 0);
      return urgent;
    }
    if (candidates.candidates().isEmpty()) {
      return backOff(now, candidates, wanted);
    }
    full.remove(group);
    // Only the target of a failed reservation is known for certain: its item came back with the
    // failure. So the same target is tried once more.
    Optional<Candidate> certain = Optional.ofNullable(again).flatMap(candidates::at);
    again = null;
    Candidate candidate =
        certain.orElseGet(() -> rules.reservation().choice().pick(candidates.candidates(), choice));
    return reserve(candidate, certain.isPresent() && needsProof(), now);
  }

  private boolean needsProof() {
    return rules.backoff().needsProof();
  }

  /** Without proof, all of the time that a call may wait for its start. */
  private long longestSearch() {
    return !needsProof() || full.containsAll(groupsLeft())
        ? patience
        : Math.max(patience, rules.reservation().horizonMicros());
  }

  private boolean needsRead(long now) {
    long readAt = cache.readAt(group.key());
    // A read made for these messages serves until a reservation fails twice, however old it gets:
    // a slow table must not be read again and again.
    return readAt < readAfter
        || (readAt < requestedAt && now - readAt > rules.table().readAgeMicros());
  }

  private ReservationAction reserve(Candidate candidate, boolean isCertain, long now) {
    TargetQuota quota = candidate.quota();
    TargetState state = cache.state(group.key(), quota.target());
    long interval = pacing.interval(quota, state, now);
    int permits = candidate.permits();
    Room room = Room.of(cache, group, quota, now, latestStart);
    QuotaStep step = (isCertain ? room.asWritten() : room).reserve(permits * interval);
    Write write = new Write(group.key(), quota.target(), step, permits);
    sent = new Sent(write, quota, permits, interval);
    return write;
  }

  void onRead(QuotaView view, long sentAt, long now) {
    cache.health().answered(sentAt, now);
    cache.health().compareClocks(sentAt, now, view.tableSecond());
    cache.learn(group.key(), view, sentAt);
  }

  void onWritten(StepResult result, long sentAt, long now) {
    cache.health().answered(sentAt, now);
    Write write = sent.write();
    cache.learn(write.group(), write.target(), write.step(), result);
    switch (write.step()) {
      case QuotaStep.Append append when result.applied() -> grant(result.before().tat());
      case QuotaStep.ShareAppend append when result.applied() -> grant(result.before().tat());
      case QuotaStep.ShareRestart append when result.applied() -> grant(result.before().tat());
      case QuotaStep.Restart restart when result.applied() -> grant(restart.base());
      case QuotaStep.Probe probe when result.applied() -> grantProbe(probe, now);
      case QuotaStep step when step.isReservation() -> onReservationFailed(now);
      default -> {} // another worker probes or repaired: the cache is up to date again
    }
  }

  /** The table did not answer. */
  void onTableUnavailable(long now) {
    cache.health().failed(now);
    readAfter = now;
  }

  /**
   * The table refused the request: nothing was written, but it still answers others. Going on for
   * longer than when all is full would keep it so.
   */
  void onTableThrottled(long now) {
    groupsLeft().forEach(full::add);
    failures = 0;
    again = null;
    newRound(now);
  }

  private void onReservationFailed(long now) {
    failures++;
    again = sent.write().target();
    if (failures >= FAILURES_A_ROUND) {
      failures = 0;
      again = null;
      newRound(now);
    }
  }

  /** A slow pool serves few while a function waits, and is billed; turns cost less. */
  private long patience(double permitsPerSecond) {
    long usual = rules.backoff().patienceMicros();
    return rules.reservation().role().takesTurns(permitsPerSecond)
        ? Math.min(usual, (long) (permitsPerSecond * PATIENCE_PER_PERMIT))
        : usual;
  }

  /** Whether a slow pool cannot serve all that wait before their patience ends. */
  private boolean isHopeless(long now, Candidates candidates, int wanted) {
    double rate = group.permitsPerSecond();
    QuotaRole role = rules.reservation().role();
    return role.takesTurns(rate)
        && now + candidates.retryAfter() - role.horizonMicros(rate) + (wanted - 1) * 1e6 / rate
            > requestedAt + patience;
  }

  private ReservationAction backOff(long now, Candidates candidates, int wanted) {
    if (cache.readAt(group.key()) < requestedAt) {
      readAfter = requestedAt; // the last read was for earlier messages
      return new Read(group.key());
    }
    if (candidates.reason() == NoCapacity.Reason.ALL_DENIED && cache.pool().groups().size() == 1) {
      return giveUp(candidates.reason(), candidates.retryAfter());
    }
    if (isHopeless(now, candidates, wanted)) {
      return giveUp(candidates.reason(), candidates.retryAfter());
    }
    full.add(group);
    if (needsProof() && !full.containsAll(groupsLeft())) {
      group = null;
      return next(now, wanted);
    }
    newRound(now);
    if (sleepUntil > Math.min(requestedAt + patience, latestStart)) {
      return giveUp(candidates.reason(), candidates.retryAfter());
    }
    return new Sleep(sleepUntil);
  }

  private void newRound(long now) {
    long most =
        Math.min(
            rules.backoff().longestMicros(), rules.backoff().firstMicros() << Math.min(rounds, 10));
    rounds++;
    if (longestSearch() > patience) {
      // Or there is no time for the next try.
      most = Math.max(1, Math.min(most, (latestStart - now) / 2));
    }
    sleepUntil = now + cache.random().nextLong(most + 1);
    readAfter = sleepUntil;
    group = null;
  }

  private ReservationAction grantLocally(long now) {
    TargetQuota best = null;
    QuotaGroup bestGroup = null;
    long start = Long.MAX_VALUE;
    for (QuotaGroup candidateGroup : groupsLeft()) {
      for (TargetQuota quota : candidateGroup.targets()) {
        TargetState state = cache.state(candidateGroup.key(), quota.target());
        if (!excluded.contains(quota.target())
            && !(state.isOpen() && state.breaker().openUntil() > now)) {
          long possible = cache.localPace().start(quota, now);
          // Targets of weight 0 come last.
          int order = best == null ? -1 : Boolean.compare(quota.weight() == 0, best.weight() == 0);
          boolean better = order < 0 || (order == 0 && possible < start);
          if (better) {
            start = possible;
            best = quota;
            bestGroup = candidateGroup;
          }
        }
      }
    }
    if (best == null) {
      return giveUp(NoCapacity.Reason.ALL_TRIED, 0);
    }
    long patience = Math.max(rules.backoff().patienceMicros(), rules.reservation().horizonMicros());
    if (start > Math.min(latestStart, Math.max(now, requestedAt) + patience)) {
      return giveUp(NoCapacity.Reason.BUSY, start - now);
    }
    cache.localPace().take(best, start);
    long interval = cache.localPace().interval(best);
    end = new Granted(List.of(new Permit(bestGroup.key(), best, start, interval, "", false)));
    return end;
  }

  private void grant(long base) {
    long shareLength =
        switch (sent.write().step()) {
          case QuotaStep.ShareAppend _, QuotaStep.ShareRestart _ -> shareOfOne();
          default -> 0;
        };
    List<Permit> permits = new ArrayList<>(sent.permits());
    for (int i = 0; i < sent.permits(); i++) {
      long start = base + i * sent.interval();
      permits.add(
          new Permit(
              sent.write().group(), sent.quota(), start, sent.interval(), shareLength, "", true));
    }
    end = new Granted(permits);
  }

  /** All of them together moved the share's queue by no less. */
  private long shareOfOne() {
    long all = rules.reservation().role().share().length(sent.permits() * sent.interval());
    return all / sent.permits();
  }

  private void grantProbe(QuotaStep.Probe probe, long now) {
    end =
        new Granted(
            List.of(
                new Permit(
                    sent.write().group(),
                    sent.quota(),
                    now,
                    probe.until() - now,
                    probe.owner(),
                    true)));
  }

  private ReservationAction giveUp(NoCapacity.Reason reason, long retryAfter) {
    end = new GivenUp(new NoCapacity(reason, retryAfter));
    return end;
  }

  private List<QuotaGroup> groupsLeft() {
    return cache.pool().groups().stream()
        .filter(g -> g.targets().stream().anyMatch(q -> !excluded.contains(q.target())))
        .toList();
  }

  private TargetQuota quota(Target target) {
    return group.targets().stream().filter(q -> q.target().equals(target)).findAny().orElseThrow();
  }

  /** The write in flight. */
  private record Sent(Write write, TargetQuota quota, int permits, long interval) {}
}
