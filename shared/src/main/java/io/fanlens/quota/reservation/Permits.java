package io.fanlens.quota.reservation;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.reservation.ReservationAction.Read;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Permits for one operation, for the threads of one process. Several may call at once: one thread
 * reserves for all that wait, and passes that role on when it has its own permit.
 *
 * <pre>{@code
 * Permit permit = permits.acquire(Set.of(), deadline);
 * try (OverdueWatch watch = permits.watch(permit)) {
 *   ... call permit.target() ...
 * }
 * permits.report(permit, CallOutcome.ANSWERED);
 * }</pre>
 */
public final class Permits {

  private final String operation;
  private final QuotaTable table;
  private final QuotaRules rules;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final QuotaEvents events;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final QuotaCache cache;
  private final ReservationQueue queue;
  private final Feedback feedback;
  private boolean someoneReserves;

  /**
   * Permits from a pool.
   *
   * @param processes most processes that share the pool (MaximumConcurrency)
   * @param owner unique name of this process
   */
  public Permits(
      QuotaPool pool,
      QuotaTable table,
      QuotaRules rules,
      int processes,
      String owner,
      InstantSource clock,
      Sleeper sleeper,
      RandomGenerator random,
      QuotaEvents events) {
    this.operation = pool.operation();
    this.table = table;
    this.rules = rules;
    this.clock = clock;
    this.sleeper = sleeper;
    this.events = events;
    this.cache = new QuotaCache(pool, rules, processes, owner, random);
    this.queue = new ReservationQueue(cache);
    this.feedback = new Feedback(cache);
  }

  /**
   * Waits for a permit and its start time; the call must be sent at once.
   *
   * @param excluded targets to skip, such as those already tried for this picture
   * @param latestStart no call may start after this
   * @throws NoCapacityException when the message should wait in the queue instead
   */
  public Permit acquire(Set<Target> excluded, Instant latestStart)
      throws NoCapacityException, InterruptedException {
    long requestedAt = now();
    while (true) {
      Reserved reserved = new Reserved(reserve(excluded, Micros.of(latestStart)), requestedAt);
      if (begin(reserved, latestStart)) {
        return reserved.permit();
      }
    }
  }

  /**
   * Reserves a permit, whose start time may be ahead. It must be begun or given back.
   *
   * @param excluded targets to skip, such as those already tried for this picture
   * @param latestStart no call may start after this
   * @throws NoCapacityException when the message should wait in the queue instead
   */
  public Reserved reserve(Set<Target> excluded, Instant latestStart)
      throws NoCapacityException, InterruptedException {
    long requestedAt = now();
    return new Reserved(reserve(excluded, Micros.of(latestStart)), requestedAt);
  }

  /**
   * Waits for a permit's start time; the call must be sent at once. Returns the permit when the
   * wait is interrupted.
   *
   * @return false when the time was missed: the permit is lost, reserve again
   */
  public boolean begin(Reserved reserved, Instant latestStart) throws InterruptedException {
    Permit permit = reserved.permit();
    try {
      sleepUntil(permit.startAt());
    } catch (InterruptedException e) {
      giveBack(permit);
      throw e;
    }
    long now = now(); // read again: the process may have been frozen meanwhile
    if (permit.isLost(now, rules) || now > Micros.of(latestStart)) {
      events.lost(operation, permit);
      feedback.lost(permit, now).ifPresent(step -> write(permit, step));
      return false;
    }
    events.granted(operation, permit, now - reserved.requestedAt());
    return true;
  }

  /** Why the cached state rules out a permit now; empty when it does not. */
  public Optional<NoCapacity> knownToBeFull() {
    Optional<NoCapacity> full;
    lock.lock();
    try {
      full = cache.knownToBeFull(now());
    } finally {
      lock.unlock();
    }
    full.ifPresent(none -> events.refused(operation, none));
    return full;
  }

  /** Gives a refused message its turn, where the pool is slow; otherwise the refusal stays. */
  public NoCapacity takeTurn(NoCapacity refused) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Turn turn = new Turn(cache, refused);
      Optional<Write> write = turn.next(now());
      while (write.isPresent()) {
        Write its = write.get();
        StepResult result = unlocked(() -> apply(its.group(), its.target(), its.step(), 0));
        turn.onWritten(result);
        write = turn.next(now());
      }
      return turn.noCapacity();
    } catch (TableUnavailableException e) {
      events.tableUnavailable(operation, e);
      return refused; // it comes back at some time
    } finally {
      lock.unlock();
    }
  }

  /** Reports how a call ended: cuts the rate, opens and closes the breaker. */
  public void report(Permit permit, CallOutcome outcome) {
    events.called(operation, permit, outcome);
    Optional<QuotaStep> step;
    lock.lock();
    try {
      step = feedback.first(permit, outcome, now());
    } finally {
      lock.unlock();
    }
    while (step.isPresent()) {
      step = write(permit, step.get());
    }
  }

  /** Returns a permit that will not be used; the sooner the better. */
  public void giveBack(Permit permit) {
    feedback.giveBack(permit, now()).ifPresent(step -> write(permit, step));
  }

  /** Counts a call without an answer as a fault while it still runs. */
  public OverdueWatch watch(Permit permit) {
    return new OverdueWatch(
        this, permit, Micros.toDuration(rules.breaker().overdueMicros()), sleeper);
  }

  private Optional<QuotaStep> write(Permit permit, QuotaStep step) {
    try {
      StepResult result = apply(permit.group(), permit.target(), step, 0);
      events.stepped(operation, permit.target(), step, result);
      lock.lock();
      try {
        cache.learn(permit.group(), permit.target(), step, result);
        return feedback.then(permit, step, result, now());
      } finally {
        lock.unlock();
      }
    } catch (TableUnavailableException e) {
      events.tableUnavailable(operation, e);
      return Optional.empty(); // one call's outcome is not worth a retry
    }
  }

  private StepResult apply(String group, Target target, QuotaStep step, int permits)
      throws TableUnavailableException {
    CallCounts counts = cache.uncounted().take(target, permits);
    StepResult result = table.apply(group, target, step, counts);
    cache.uncounted().written(target, counts, result);
    return result;
  }

  private Permit reserve(Set<Target> excluded, long latestStart)
      throws NoCapacityException, InterruptedException {
    lock.lockInterruptibly();
    ReservationQueue.Waiter waiter = queue.enqueue(excluded, latestStart, now());
    try {
      while (!waiter.isServed()) {
        if (someoneReserves) {
          changed.await();
        } else {
          OptionalLong backOff = reserveForAll(waiter);
          if (backOff.isPresent()) {
            sleepUnlocked(backOff.getAsLong());
          }
        }
      }
    } finally {
      queue.withdraw(waiter);
      lock.unlock();
    }
    Optional<NoCapacity> none = waiter.noCapacity();
    if (none.isPresent()) {
      events.refused(operation, none.get());
      throw new NoCapacityException(operation, none.get());
    }
    return waiter.permit().orElseThrow();
  }

  /**
   * Drives the queue until {@code own} is served, or until all that wait back off. Nobody has the
   * role meanwhile: a message that comes then is served at once. Called with the lock held.
   *
   * @return when to go on; empty when {@code own} is served
   */
  private OptionalLong reserveForAll(ReservationQueue.Waiter own) throws InterruptedException {
    someoneReserves = true;
    try {
      while (!own.isServed()) {
        Optional<ReservationAction> action = queue.next(now());
        changed.signalAll();
        if (action.isPresent() && !own.isServed()) {
          if (action.get() instanceof Sleep(long until)) {
            return OptionalLong.of(until);
          }
          perform(action.get());
        }
      }
      return OptionalLong.empty();
    } finally {
      someoneReserves = false;
      changed.signalAll();
    }
  }

  private void perform(ReservationAction action) throws InterruptedException {
    long sentAt = now();
    try {
      switch (action) {
        case Read(String group) -> {
          QuotaView view = unlocked(() -> table.read(group));
          queue.onRead(view, sentAt, now());
        }
        case Write(String group, Target target, QuotaStep step, int permits) -> {
          StepResult result = unlocked(() -> apply(group, target, step, permits));
          queue.onWritten(result, sentAt, now());
          events.stepped(operation, target, step, result);
        }
        case Sleep sleep -> throw new IllegalStateException("" + sleep);
        case ReservationAction.Granted granted -> throw new IllegalStateException("" + granted);
        case ReservationAction.GivenUp givenUp -> throw new IllegalStateException("" + givenUp);
      }
    } catch (TableUnavailableException e) {
      if (e.isThrottled()) {
        queue.onTableThrottled(now());
      } else {
        queue.onTableUnavailable(now());
      }
      events.tableUnavailable(operation, e);
    }
  }

  private <T> T unlocked(TableCall<T> call) throws TableUnavailableException, InterruptedException {
    lock.unlock();
    try {
      return call.get();
    } finally {
      lock.lock();
    }
  }

  private void sleepUnlocked(long until) throws InterruptedException {
    lock.unlock();
    try {
      sleepUntil(until);
    } finally {
      lock.lock();
    }
  }

  private void sleepUntil(long time) throws InterruptedException {
    long left = time - now();
    while (left > 0) {
      sleeper.sleep(Micros.toDuration(left));
      left = time - now();
    }
  }

  private long now() {
    return Micros.of(clock.instant());
  }

  /**
   * A permit whose start time may be ahead.
   *
   * @param requestedAt microseconds since 1970
   */
  public record Reserved(Permit permit, long requestedAt) {}

  /** A call made without holding the lock. */
  private interface TableCall<T> {
    T get() throws TableUnavailableException, InterruptedException;
  }
}
