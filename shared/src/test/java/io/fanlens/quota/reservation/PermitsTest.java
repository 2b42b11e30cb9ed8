package io.fanlens.quota.reservation;

import static io.fanlens.quota.reservation.TwoTargets.DUBLIN;
import static io.fanlens.quota.reservation.TwoTargets.GROUP;
import static io.fanlens.quota.reservation.TwoTargets.LONDON;
import static io.fanlens.quota.reservation.TwoTargets.POOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.BreakerState;
import io.fanlens.quota.CallCounts;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES) // only against a deadlock
final class PermitsTest {

  /** Time that passes only in sleeps. */
  private static final class Clock implements InstantSource, Sleeper {

    private final AtomicLong now = new AtomicLong(1_800_000_000_000_000L);
    private final Map<Thread, Integer> readings = new ConcurrentHashMap<>();
    private final CountDownLatch tenWait = new CountDownLatch(10);

    /** A thread reads the clock for the second time when it is enqueued. */
    @Override
    public Instant instant() {
      if (Thread.currentThread().isVirtual()
          && readings.merge(Thread.currentThread(), 1, Integer::sum) == 2) {
        tenWait.countDown();
      }
      return Micros.toInstant(now.get());
    }

    @Override
    public void sleep(Duration time) {
      long until = now.get() + time.toNanos() / 1000;
      now.accumulateAndGet(until, Math::max);
    }
  }

  private final Clock clock = new Clock();
  private final MemoryQuotaTable memory = new MemoryQuotaTable(clock);
  private final AtomicInteger writes = new AtomicInteger();
  private final QuotaTable counting =
      new QuotaTable() {
        @Override
        public QuotaView read(String group) {
          return memory.read(group);
        }

        @Override
        public StepResult apply(String group, Target target, QuotaStep step, CallCounts counts) {
          writes.incrementAndGet();
          return memory.apply(group, target, step, counts);
        }
      };

  private Permits permits(QuotaTable table) {
    return permits(table, clock, QuotaEvents.NONE);
  }

  private Permits permits(QuotaTable table, Sleeper sleeper, QuotaEvents events) {
    return new Permits(
        POOL,
        table,
        QuotaRules.DEFAULTS,
        10,
        "me",
        clock,
        sleeper,
        new SplittableRandom(7),
        events);
  }

  private Instant inAMinute() {
    return clock.instant().plusSeconds(60);
  }

  @Test
  void shouldGrantAPermitAtOnceWhenIdle() throws Exception {
    Instant before = clock.instant();
    Permit permit = permits(counting).acquire(Set.of(LONDON), inAMinute());
    assertEquals(DUBLIN, permit.target());
    assertEquals(before, clock.instant());
  }

  @Test
  void shouldNotReturnBeforeThePermitsTime() throws Exception {
    Permits permits = permits(counting);
    for (int i = 0; i < 200; i++) {
      Permit permit = permits.acquire(Set.of(), inAMinute());
      assertTrue(Micros.of(clock.instant()) >= permit.startAt());
    }
  }

  @Test
  void shouldReportThatAllTargetsWereTried() {
    NoCapacityException none =
        assertThrows(
            NoCapacityException.class,
            () -> permits(counting).acquire(Set.of(DUBLIN, LONDON), inAMinute()));
    assertEquals(NoCapacity.Reason.ALL_TRIED, none.reason());
  }

  @Test
  void shouldReserveAgainWhenTheProcessWasFrozenPastItsTime() throws Exception {
    AtomicInteger sleeps = new AtomicInteger();
    AtomicInteger lost = new AtomicInteger();
    memory.put(
        POOL.groups().getFirst().key(),
        DUBLIN,
        TargetState.NEW.withTat(Micros.of(clock.instant()) + 50_000));
    Sleeper freezing =
        time -> clock.sleep(sleeps.getAndIncrement() == 0 ? time.plusSeconds(30) : time);
    Permits permits =
        new Permits(
            POOL,
            counting,
            QuotaRules.DEFAULTS,
            10,
            "me",
            clock,
            freezing,
            new SplittableRandom(7),
            new QuotaEvents() {
              @Override
              public void lost(String operation, Permit permit) {
                lost.incrementAndGet();
              }
            });
    Permit permit = permits.acquire(Set.of(LONDON), inAMinute());
    assertEquals(1, lost.get());
    assertTrue(Micros.of(clock.instant()) - permit.startAt() <= 100_000);
  }

  @Test
  void shouldServeManyThreadsWithFewReservations() throws Exception {
    CountDownLatch allEnqueued = new CountDownLatch(1);
    Instant deadline = inAMinute();
    QuotaTable slow =
        new QuotaTable() {
          @Override
          public QuotaView read(String group) throws TableUnavailableException {
            await(allEnqueued);
            return counting.read(group);
          }

          @Override
          public StepResult apply(String group, Target target, QuotaStep step, CallCounts counts)
              throws TableUnavailableException {
            return counting.apply(group, target, step, counts);
          }
        };
    Permits permits = permits(slow);
    List<Permit> got = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Permit>> futures = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        futures.add(threads.submit(() -> permits.acquire(Set.of(), deadline)));
      }
      await(clock.tenWait);
      allEnqueued.countDown();
      for (Future<Permit> future : futures) {
        got.add(future.get());
      }
    }
    assertEquals(10, got.stream().map(p -> p.target().key() + p.startAt()).distinct().count());
    assertTrue(writes.get() < 10, "ten permits took " + writes.get() + " writes");
  }

  @Test
  void shouldServeWhoComesWhileAnotherBacksOff() throws Exception {
    memory.put(GROUP, LONDON, TargetState.NEW.withTat(Micros.of(clock.instant()) + 3_000_000));
    CountDownLatch backsOff = new CountDownLatch(1);
    CountDownLatch served = new CountDownLatch(1);
    Sleeper held =
        time -> {
          if (Thread.currentThread().isVirtual()) {
            backsOff.countDown();
            served.await();
          }
          clock.sleep(time);
        };
    Permits permits = permits(counting, held, QuotaEvents.NONE);
    Instant deadline = inAMinute();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Permit> first = threads.submit(() -> permits.acquire(Set.of(DUBLIN), deadline));
      await(backsOff);
      assertEquals(DUBLIN, permits.acquire(Set.of(), deadline).target());
      assertFalse(first.isDone());
      memory.put(GROUP, LONDON, TargetState.NEW);
      served.countDown();
      assertEquals(LONDON, first.get().target());
    }
  }

  @Test
  void shouldGoOnWhenAThreadIsInterruptedThatReservesForOthers() throws Exception {
    memory.put(GROUP, LONDON, TargetState.NEW.withTat(Micros.of(clock.instant()) + 3_000_000));
    CountDownLatch backsOff = new CountDownLatch(1);
    Sleeper held =
        time -> {
          if (Thread.currentThread().isVirtual()) {
            backsOff.countDown();
            new CountDownLatch(1).await();
          }
          clock.sleep(time);
        };
    Permits permits = permits(counting, held, QuotaEvents.NONE);
    Instant deadline = inAMinute();
    AtomicReference<Exception> end = new AtomicReference<>();
    Thread first =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    permits.acquire(Set.of(DUBLIN), deadline);
                  } catch (Exception e) {
                    end.set(e);
                  }
                });
    await(backsOff);
    first.interrupt();
    first.join();
    assertInstanceOf(InterruptedException.class, end.get());
    memory.put(GROUP, LONDON, TargetState.NEW);
    Permits.Reserved reserved = permits.reserve(Set.of(DUBLIN), deadline);
    assertEquals(
        Micros.of(clock.instant()) + reserved.permit().length(),
        memory.read(GROUP).state(LONDON).tat(),
        "nothing is reserved for the one that left");
    assertTrue(permits.begin(reserved, deadline));
    assertEquals(LONDON, permits.acquire(Set.of(DUBLIN), deadline).target());
  }

  @Test
  void shouldGiveThePermitBackWhenTheWaitForItsStartIsInterrupted() throws Exception {
    long tat = Micros.of(clock.instant()) + 500_000;
    memory.put(GROUP, DUBLIN, TargetState.NEW.withTat(tat));
    Sleeper interrupted =
        time -> {
          throw new InterruptedException();
        };
    Permits permits = permits(counting, interrupted, QuotaEvents.NONE);
    Permits.Reserved reserved = permits.reserve(Set.of(LONDON), inAMinute());
    assertEquals(reserved.permit().end(), memory.read(GROUP).state(DUBLIN).tat());
    assertThrows(InterruptedException.class, () -> permits.begin(reserved, inAMinute()));
    assertEquals(tat, memory.read(GROUP).state(DUBLIN).tat());
  }

  @Test
  void shouldProbeAsLongAsItsLeaseLasts() throws Exception {
    memory.put(GROUP, DUBLIN, open());
    List<Permit> lost = new ArrayList<>();
    Permits permits =
        permits(
            counting,
            clock,
            new QuotaEvents() {
              @Override
              public void lost(String operation, Permit permit) {
                lost.add(permit);
              }
            });
    Permits.Reserved probe = permits.reserve(Set.of(LONDON), inAMinute());
    assertTrue(probe.permit().isProbe());
    clock.sleep(
        Duration.ofSeconds(7)); // the answer may be overdue after 3 s, and the lease is 10 s
    assertTrue(permits.begin(probe, inAMinute()));
    clock.sleep(Duration.ofNanos(1_000));
    assertFalse(permits.begin(probe, inAMinute()));
    assertEquals(List.of(probe.permit()), lost);
    assertEquals("", memory.read(GROUP).state(DUBLIN).breaker().probeOwner(), "others may probe");
  }

  @Test
  void shouldNotBeginAfterTheLatestStart() throws Exception {
    Permits permits = permits(counting);
    Instant latest = clock.instant().plusMillis(50);
    Permits.Reserved reserved = permits.reserve(Set.of(LONDON), latest);
    clock.sleep(Duration.ofMillis(50));
    assertTrue(permits.begin(reserved, latest));
    clock.sleep(Duration.ofNanos(1_000));
    assertFalse(permits.begin(reserved, latest));
  }

  private TargetState open() {
    return TargetState.NEW.with(
        BreakerState.open(Micros.of(clock.instant()) - 1_000_000, 2_000_000));
  }

  @Test
  void shouldContinueWithoutTheTable() throws Exception {
    Permits permits =
        permits(
            new QuotaTable() {
              @Override
              public QuotaView read(String group) throws TableUnavailableException {
                throw new TableUnavailableException("unavailable", null);
              }

              @Override
              public StepResult apply(
                  String group, Target target, QuotaStep step, CallCounts counts)
                  throws TableUnavailableException {
                throw new TableUnavailableException("unavailable", null);
              }
            });
    Instant begin = clock.instant();
    for (int i = 0; i < 75; i++) {
      permits.acquire(Set.of(), inAMinute());
    }
    double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
    assertEquals(10, seconds, 1.0, "75 calls at half of 150 a second over 10 processes");
  }

  @Test
  void shouldReturnUnusedPermits() throws Exception {
    Permits permits = permits(counting);
    String group = POOL.groups().getFirst().key();
    long tat = Micros.of(clock.instant()) + 500_000;
    memory.put(group, DUBLIN, TargetState.NEW.withTat(tat));
    TargetQuota dublin = POOL.groups().getFirst().targets().getFirst();
    permits.giveBack(new Permit(group, dublin, tat - 10_051, 10_051, "", true));
    assertEquals(tat - 10_051, memory.read(group).state(DUBLIN).tat());
  }

  @Test
  void shouldReportACallThatIsNotAnsweredInTime() throws Exception {
    Permits permits = permits(counting);
    Permit permit = permits.acquire(Set.of(LONDON), inAMinute());
    CountDownLatch reported = new CountDownLatch(1);
    QuotaEvents listening =
        new QuotaEvents() {
          @Override
          public void called(String operation, Permit late, CallOutcome outcome) {
            assertEquals(CallOutcome.OVERDUE, outcome);
            reported.countDown();
          }
        };
    Permits others =
        new Permits(
            POOL,
            counting,
            QuotaRules.DEFAULTS,
            10,
            "me",
            clock,
            clock,
            new SplittableRandom(1),
            listening);
    OverdueWatch watch = others.watch(permit);
    await(reported);
    watch.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
