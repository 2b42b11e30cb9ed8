package io.fanlens.quota.reservation;

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
import io.fanlens.quota.reservation.ReservationAction.Look;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Permits for one operation, for the threads of one process. Several may ask at once: one of them
 * books for all who wait, in its own thread, and hands that duty on when it is served.
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
  private final QuotaCache knowledge;
  private final ReservationQueue desk;
  private final Feedback feedback;
  private boolean someoneBooks;

  /**
   * Permits from a pool.
   *
   * @param processes how many processes share the pool at most (MaximumConcurrency)
   * @param owner name of this process, unlike any other's
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
    this.knowledge = new QuotaCache(pool, rules, processes, owner, random);
    this.desk = new ReservationQueue(knowledge);
    this.feedback = new Feedback(knowledge);
  }

  /**
   * Waits for a permit and for its time; the call must be sent at once.
   *
   * @param excluded targets not wanted, such as those already tried for this picture
   * @param latestStart no call is wanted after this
   * @throws NoCapacityException when the message should wait in the queue instead
   */
  public Permit acquire(Set<Target> excluded, Instant latestStart)
      throws NoCapacityException, InterruptedException {
    long askedAt = now();
    while (true) {
      Booked booked = new Booked(book(excluded, Micros.of(latestStart)), askedAt);
      if (begin(booked, latestStart)) {
        return booked.permit();
      }
    }
  }

  /**
   * Books a permit, whose time may be still to come. It must be begun or given back.
   *
   * @param excluded targets not wanted, such as those already tried for this picture
   * @param latestStart no call is wanted after this
   * @throws NoCapacityException when the message should wait in the queue instead
   */
  public Booked book(Set<Target> excluded, Instant latestStart)
      throws NoCapacityException, InterruptedException {
    long askedAt = now();
    return new Booked(book(excluded, Micros.of(latestStart)), askedAt);
  }

  /**
   * Waits for a permit's time; the call must be sent at once. Gives the permit back when the wait
   * is interrupted.
   *
   * @return false when the time was missed: the permit is lost, book again
   */
  public boolean begin(Booked booked, Instant latestStart) throws InterruptedException {
    Permit permit = booked.permit();
    try {
      sleepUntil(permit.startAt());
    } catch (InterruptedException e) {
      giveBack(permit);
      throw e;
    }
    long now = now(); // read again: the process may have been frozen meanwhile
    if (permit.isLost(now, rules) || now > Micros.of(latestStart)) {
      events.lost(operation, permit);
      return false;
    }
    events.granted(operation, permit, now - booked.askedAt());
    return true;
  }

  /** Why, by what is known already, no permit can be had now; empty when one may be. */
  public Optional<NoCapacity> knownToBeFull() {
    Optional<NoCapacity> full;
    lock.lock();
    try {
      full = knowledge.knownToBeFull(now());
    } finally {
      lock.unlock();
    }
    full.ifPresent(none -> events.refused(operation, none));
    return full;
  }

  /** Tells how a call ended: cuts and raises the rate, opens and closes the breaker. */
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

  /** Gives a permit back that will not be used; the sooner the better. */
  public void giveBack(Permit permit) {
    feedback.giveBack(permit, now()).ifPresent(step -> write(permit, step));
  }

  /** Counts a call that is not answered for long as a fault while it still runs. */
  public OverdueWatch watch(Permit permit) {
    return new OverdueWatch(this, permit, Micros.toDuration(permit.overdueMicros(rules)), sleeper);
  }

  private Optional<QuotaStep> write(Permit permit, QuotaStep step) {
    try {
      StepResult result = table.apply(permit.group(), permit.target(), step);
      events.stepped(operation, permit.target(), step, result);
      lock.lock();
      try {
        knowledge.learn(permit.group(), permit.target(), step, result);
        return feedback.then(permit, step, result, now());
      } finally {
        lock.unlock();
      }
    } catch (TableUnavailableException e) {
      events.tableAway(operation, e);
      return Optional.empty(); // what one call saw is not worth a second try
    }
  }

  private Permit book(Set<Target> excluded, long latestStart)
      throws NoCapacityException, InterruptedException {
    lock.lockInterruptibly();
    ReservationQueue.Waiter ticket = desk.ask(excluded, latestStart, now());
    try {
      while (!ticket.isServed()) {
        if (someoneBooks) {
          changed.await();
        } else {
          bookForAll(ticket);
        }
      }
    } finally {
      desk.withdraw(ticket);
      lock.unlock();
    }
    Optional<NoCapacity> none = ticket.noCapacity();
    if (none.isPresent()) {
      events.refused(operation, none.get());
      throw new NoCapacityException(operation, none.get());
    }
    return ticket.permit().orElseThrow();
  }

  /** Drives the desk until our own ticket is served. Called with the lock held. */
  private void bookForAll(ReservationQueue.Waiter own) throws InterruptedException {
    someoneBooks = true;
    try {
      while (!own.isServed()) {
        Optional<ReservationAction> action = desk.next(now());
        changed.signalAll();
        if (action.isPresent() && !own.isServed()) {
          perform(action.get());
        }
      }
    } finally {
      someoneBooks = false;
      changed.signalAll();
    }
  }

  private void perform(ReservationAction action) throws InterruptedException {
    long sentAt = now();
    try {
      switch (action) {
        case Look(String group) -> {
          QuotaView view = unlocked(() -> table.look(group));
          desk.looked(view, sentAt, now());
        }
        case Write(String group, Target target, QuotaStep step) -> {
          StepResult result = unlocked(() -> table.apply(group, target, step));
          desk.wrote(result, sentAt, now());
          events.stepped(operation, target, step, result);
        }
        case Sleep(long until) ->
            unlocked(
                () -> {
                  sleepUntil(until);
                  return until;
                });
        case ReservationAction.Granted granted -> throw new IllegalStateException("" + granted);
        case ReservationAction.GivenUp givenUp -> throw new IllegalStateException("" + givenUp);
      }
    } catch (TableUnavailableException e) {
      desk.tableAway(now());
      events.tableAway(operation, e);
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
   * A permit whose time may be still to come.
   *
   * @param askedAt microseconds since 1970
   */
  public record Booked(Permit permit, long askedAt) {}

  /** Something done without the lock. */
  private interface TableCall<T> {
    T get() throws TableUnavailableException, InterruptedException;
  }
}
