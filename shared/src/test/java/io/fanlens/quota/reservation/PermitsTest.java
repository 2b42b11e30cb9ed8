package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaPool;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES) // only against a deadlock
final class PermitsTest {

  private static final Target DUBLIN = Target.home("eu-west-1");
  private static final Target LONDON = Target.home("eu-west-2");
  private static final QuotaPool POOL =
      QuotaPool.of(
          "DetectFaces",
          List.of(new TargetQuota(DUBLIN, 100, 100), new TargetQuota(LONDON, 50, 50)));

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
        public StepResult apply(String group, Target target, QuotaStep step) {
          writes.incrementAndGet();
          return memory.apply(group, target, step);
        }
      };

  private Permits permits(QuotaTable table) {
    return new Permits(
        POOL,
        table,
        QuotaRules.DEFAULTS,
        10,
        "me",
        clock,
        clock,
        new SplittableRandom(7),
        QuotaEvents.NONE);
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
          public StepResult apply(String group, Target target, QuotaStep step)
              throws TableUnavailableException {
            return counting.apply(group, target, step);
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
  void shouldContinueWithoutTheTable() throws Exception {
    Permits permits =
        permits(
            new QuotaTable() {
              @Override
              public QuotaView read(String group) throws TableUnavailableException {
                throw new TableUnavailableException("unavailable", null);
              }

              @Override
              public StepResult apply(String group, Target target, QuotaStep step)
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
    permits.giveBack(new Permit(group, dublin, tat - 10_051, 10_051, true, "", true));
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
