package io.fanlens.quota.reservation;

import static io.fanlens.quota.reservation.TwoTargets.DUBLIN;
import static io.fanlens.quota.reservation.TwoTargets.GROUP;
import static io.fanlens.quota.reservation.TwoTargets.LONDON;
import static io.fanlens.quota.reservation.TwoTargets.POOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that wait for permits of one operation side by side. */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // only against a deadlock
final class PermitsThreadsTest {

  private final VirtualClock clock = new VirtualClock();
  private final MemoryQuotaTable memory = new MemoryQuotaTable(clock);

  private Permits permits(QuotaTable table, Sleeper sleeper) {
    return new Permits(
        POOL,
        table,
        QuotaRules.DEFAULTS,
        10,
        "me",
        clock,
        sleeper,
        new SplittableRandom(7),
        QuotaEvents.NONE);
  }

  private Instant inAMinute() {
    return clock.instant().plusSeconds(60);
  }

  private void reserved(Target target, long ahead) {
    memory.put(GROUP, target, TargetState.NEW.withTat(clock.micros() + ahead));
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldServeOneThreadAfterAnotherHasReportedAndGivenBack() throws Exception {
    Permits permits = permits(memory, clock);
    FutureTask<Permit> other =
        new FutureTask<>(
            () -> {
              Permit permit = permits.acquire(Set.of(LONDON), inAMinute());
              permits.report(permit, CallOutcome.THROTTLED);
              permits.giveBack(permits.reserve(Set.of(LONDON), inAMinute()).permit());
              assertEquals(Optional.empty(), permits.knownToBeFull());
              return permit;
            });
    Thread thread = Thread.ofVirtual().start(other);
    assertEquals(DUBLIN, other.get().target());
    thread.join();
    assertEquals(LONDON, permits.acquire(Set.of(DUBLIN), inAMinute()).target());
  }

  @Test
  void shouldLetAnotherReserveWhenTheOneThatDoesFails() throws Exception {
    Gate reading = new Gate();
    AtomicInteger reads = new AtomicInteger();
    Permits permits =
        permits(
            new QuotaTable() {
              @Override
              public QuotaView read(String group) {
                if (reads.getAndIncrement() == 0) {
                  reading.pass();
                  throw new IllegalStateException("broken");
                }
                return memory.read(group);
              }

              @Override
              public StepResult apply(
                  String group, Target target, QuotaStep step, CallCounts counts) {
                return memory.apply(group, target, step, counts);
              }
            },
            clock);
    FutureTask<Permit> failing = new FutureTask<>(() -> permits.acquire(Set.of(), inAMinute()));
    Thread.ofVirtual().start(failing);
    reading.awaitThread();
    FutureTask<Permit> waiting =
        new FutureTask<>(() -> permits.acquire(Set.of(LONDON), inAMinute()));
    awaitWaiting(Thread.ofVirtual().start(waiting));
    reading.open();
    assertInstanceOf(
        IllegalStateException.class,
        assertThrows(ExecutionException.class, failing::get).getCause());
    assertEquals(DUBLIN, waiting.get().target());
  }

  /**
   * The first message may use London only, and backs off; the second one Dublin only, and reserves
   * for both then. Its own reservation fails once and the next one hangs: the first has its permit
   * by then and must not wait for that.
   */
  @Test
  void shouldLetAServedMessageGoWhileTheTableIsSlowForAnother() throws Exception {
    reserved(LONDON, 3_000_000);
    Gate backsOff = new Gate();
    Gate sleptEnough = new Gate();
    AtomicBoolean awake = new AtomicBoolean();
    Sleeper held =
        time -> {
          backsOff.pass();
          clock.sleep(time);
          sleptEnough.pass();
          awake.set(true);
        };
    List<Gate> dublinWrites = List.of(new Gate(), new Gate());
    AtomicInteger writes = new AtomicInteger();
    Permits permits =
        permits(
            new QuotaTable() {
              @Override
              public QuotaView read(String group) {
                return memory.read(group);
              }

              @Override
              public StepResult apply(
                  String group, Target target, QuotaStep step, CallCounts counts) {
                if (target.equals(DUBLIN)) {
                  dublinWrites.get(writes.getAndIncrement()).pass();
                }
                return memory.apply(group, target, step, counts);
              }
            },
            held);
    FutureTask<Permit> first = new FutureTask<>(() -> permits.acquire(Set.of(DUBLIN), inAMinute()));
    Thread firstThread = Thread.ofVirtual().start(first);
    backsOff.awaitThread();
    FutureTask<Permit> second =
        new FutureTask<>(() -> permits.acquire(Set.of(LONDON), inAMinute()));
    Thread.ofVirtual().start(second);
    dublinWrites.getFirst().awaitThread();

    backsOff.open();
    sleptEnough.awaitThread();
    memory.put(GROUP, LONDON, TargetState.NEW);
    sleptEnough.open();
    while (!awake.get()) {
      Thread.onSpinWait();
    }
    awaitWaiting(firstThread);
    reserved(DUBLIN, 0);
    dublinWrites.getFirst().open();
    assertEquals(LONDON, first.get().target());
    assertFalse(second.isDone());
    dublinWrites.getLast().open();
    assertEquals(DUBLIN, second.get().target());
  }
}
