package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.ReservationAction.Read;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.quota.reservation.ReservationQueue.Waiter;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ReservationQueueTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final Target DUBLIN = Target.home("eu-west-1");
  private static final Target LONDON = Target.home("eu-west-2");
  private static final QuotaPool POOL =
      QuotaPool.of(
          "DetectFaces",
          List.of(new TargetQuota(DUBLIN, 100, 100), new TargetQuota(LONDON, 100, 100)));
  private static final String GROUP = POOL.groups().getFirst().key();

  private long now = NOW;
  private final MemoryQuotaTable table = new MemoryQuotaTable(() -> Micros.toInstant(now));
  private final ReservationQueue queue =
      new ReservationQueue(
          new QuotaCache(POOL, QuotaRules.DEFAULTS, 10, "me", new SplittableRandom(1)));

  /** Performs what the queue wants until it sleeps or nobody waits. */
  private Optional<Sleep> drive() {
    while (true) {
      Optional<ReservationAction> action = queue.next(now);
      switch (action.orElse(null)) {
        case null -> {
          return Optional.empty();
        }
        case Sleep sleep -> {
          return Optional.of(sleep);
        }
        case Read(String group) -> queue.onRead(table.read(group), now, now);
        case Write(var group, var target, var step, var permits) ->
            queue.onWritten(table.apply(group, target, step), now, now);
        case ReservationAction other -> throw new AssertionError("unexpected " + other);
      }
    }
  }

  private Waiter enqueue(Set<Target> excluded) {
    return queue.enqueue(excluded, NOW + 60 * S, now);
  }

  private void fill(Target target) {
    table.put(GROUP, target, TargetState.NEW.withTat(now + 3 * S));
  }

  @Test
  void shouldServeOthersWhileTheFirstBacksOff() {
    fill(LONDON);
    Waiter first = enqueue(Set.of(DUBLIN));
    List<Waiter> others = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      others.add(enqueue(Set.of()));
    }
    assertTrue(drive().isPresent());
    assertFalse(first.isServed());
    others.forEach(other -> assertEquals(DUBLIN, other.permit().orElseThrow().target()));
    others.forEach(other -> assertTrue(other.permit().orElseThrow().startAt() < NOW + S));
  }

  @Test
  void shouldServeWhoComesWhileTheOthersBackOff() {
    fill(LONDON);
    Waiter first = enqueue(Set.of(DUBLIN));
    drive();
    Waiter later = enqueue(Set.of());
    drive();
    assertTrue(later.permit().isPresent());
    assertFalse(first.isServed());
  }

  @Test
  void shouldSleepUntilTheFirstOfThemGoesOn() {
    fill(LONDON);
    fill(DUBLIN);
    enqueue(Set.of(DUBLIN));
    long one = drive().orElseThrow().until();
    enqueue(Set.of(LONDON));
    long first = drive().orElseThrow().until();
    queue.next(now);
    assertTrue(first <= one);
    now = first;
    assertInstanceOf(Read.class, queue.next(now).orElseThrow());
  }

  @Test
  void shouldServeTheOneThatWaitsLongestFirst() {
    Waiter first = enqueue(Set.of(DUBLIN));
    enqueue(Set.of(LONDON));
    queue.onRead(read(), now, now);
    Write write = assertInstanceOf(Write.class, queue.next(now).orElseThrow());
    assertEquals(LONDON, write.target());
    queue.onWritten(table.apply(GROUP, LONDON, write.step()), now, now);
    queue.next(now);
    assertTrue(first.permit().isPresent());
  }

  private io.fanlens.quota.QuotaView read() {
    assertEquals(new Read(GROUP), queue.next(now).orElseThrow());
    return table.read(GROUP);
  }

  @Test
  void shouldRefuseAllThatMayUseTheSameTargets() {
    fill(LONDON);
    List<Waiter> refused = List.of(enqueue(Set.of(DUBLIN)), enqueue(Set.of(DUBLIN)));
    Optional<Sleep> sleep = drive();
    while (sleep.isPresent()) {
      now = sleep.get().until();
      fill(LONDON);
      sleep = drive();
    }
    refused.forEach(
        waiter -> assertEquals(NoCapacity.Reason.BUSY, waiter.noCapacity().orElseThrow().reason()));
    assertTrue(now <= NOW + 5 * S, "their patience");
    assertFalse(queue.hasWaiters());
  }

  @Test
  void shouldForgetWhoNoLongerWaits() {
    fill(LONDON);
    Waiter first = enqueue(Set.of(DUBLIN));
    assertTrue(drive().isPresent());
    queue.withdraw(first);
    assertEquals(Optional.empty(), queue.next(now));
    now += 60 * S - 1;
    table.put(GROUP, LONDON, TargetState.NEW);
    Waiter second = enqueue(Set.of(DUBLIN));
    drive();
    assertTrue(second.permit().isPresent(), "not measured by the patience of the first");
  }

  @Test
  void shouldGoOnWithoutTheTable() {
    Waiter waiter = enqueue(Set.of());
    assertInstanceOf(Read.class, queue.next(now).orElseThrow());
    queue.onTableUnavailable(now);
    assertEquals(Optional.empty(), queue.next(now));
    assertFalse(waiter.permit().orElseThrow().shared());
  }
}
