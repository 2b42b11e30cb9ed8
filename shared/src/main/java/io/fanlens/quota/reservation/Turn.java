package io.fanlens.quota.reservation;

import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaRole;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TurnRules;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.ReservationAction.Write;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The turn of a message that a slow pool refused: when to come back, so that there is a start for
 * it and it need not wait for one in a function. Turns follow each other at the pool's rate, and
 * whoever misses one takes another. It never blocks and has no clock: the driver calls {@link
 * #next}, performs the write and reports the result.
 */
public final class Turn {

  /** A write fails only where others gave the first turn meanwhile: then the second applies. */
  private static final int MOST_WRITES = 2;

  /** Turns are a little further apart than starts, so that lateness does not add up. */
  private static final double SLOWER = 1.01;

  private final QuotaCache cache;
  private final QuotaGroup group;
  private NoCapacity noCapacity;
  private boolean isOver;
  private int writes;
  private long askedAt;
  private QuotaStep sent;

  public Turn(QuotaCache cache, NoCapacity refused) {
    this.cache = cache;
    this.noCapacity = refused;
    List<QuotaGroup> slow =
        cache.pool().groups().stream()
            .filter(each -> role().takesTurns(each.permitsPerSecond()))
            .toList();
    this.isOver =
        refused.reason() != NoCapacity.Reason.BUSY
            || cache.health().isClockSkewed()
            || slow.isEmpty();
    this.group =
        isOver
            ? cache.pool().groups().getFirst()
            : new WeightedChoice(cache.random()).draw(slow, QuotaGroup::weight);
  }

  /** What to write; empty when nothing is left to do. */
  public Optional<Write> next(long now) {
    if (isOver || writes == MOST_WRITES || cache.health().isUnavailable(now)) {
      return Optional.empty();
    }
    TurnRules rules = role().turns();
    Candidates candidates = new Candidates(cache, group, Set.of(), now, Long.MAX_VALUE, 1);
    long base = now + candidates.retryAfter();
    long latest = now + rules.aheadMicros();
    long implausible = latest + rules.aheadMicros();
    long turnAt = cache.state(group.key(), first().target()).turnAt();
    long length = (long) (SLOWER * interval(now));
    if (turnAt < base || turnAt > implausible) {
      sent = new QuotaStep.FirstTurn(base, implausible, length);
    } else if (turnAt <= latest) {
      sent = new QuotaStep.GiveTurn(base, latest, length);
    } else {
      // Too many wait: the next turns are for those that ask then.
      long half = rules.aheadMicros() / 2;
      comeBack(half + cache.random().nextLong(half + 1));
      return Optional.empty();
    }
    writes++;
    askedAt = now;
    return Optional.of(new Write(group.key(), first().target(), sent, 0));
  }

  public void onWritten(StepResult result) {
    cache.learn(group.key(), first().target(), sent, result);
    if (result.applied()) {
      long start =
          sent instanceof QuotaStep.FirstTurn turn ? turn.base() : result.before().turnAt();
      comeBack(Math.max(0, start - role().turns().earlyMicros() - askedAt));
    }
  }

  /** The refusal, with the turn if there was one to be had. */
  public NoCapacity noCapacity() {
    return noCapacity;
  }

  private void comeBack(long micros) {
    noCapacity = new NoCapacity(noCapacity.reason(), micros, true);
    isOver = true;
  }

  /** Between two starts at any of the targets that are in use. */
  private double interval(long now) {
    Pacing pacing = new Pacing(cache.rules());
    double rate =
        group.targets().stream()
            .filter(quota -> !cache.state(group.key(), quota.target()).isOpen())
            .mapToDouble(
                quota ->
                    1.0 / pacing.interval(quota, cache.state(group.key(), quota.target()), now))
            .sum();
    return rate > 0 ? 1 / rate : pacing.configured(first());
  }

  private TargetQuota first() {
    return group.targets().getFirst();
  }

  private QuotaRole role() {
    return cache.rules().reservation().role();
  }
}
