package io.fanlens.bench.simulation;

import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.reservation.Feedback;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.Permit;
import io.fanlens.quota.reservation.QuotaCache;
import io.fanlens.quota.reservation.ReservationAction;
import io.fanlens.quota.reservation.ReservationAction.Read;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.quota.reservation.ReservationQueue;
import io.fanlens.settings.Target;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fanlens: the same deciding code as in the function, driven by events instead of threads. */
final class FanlensWorker implements Worker {

  /** A call must have its time before the function's own time-out. */
  private static final long LATEST_START = 45_000_000;

  private static final long FIRST_REQUEUE = 1_000_000;
  private static final long LONGEST_REQUEUE = 900_000_000;

  private final SimulationContext world;
  private final EventLoop loop;
  private final double place;
  private final long skew;
  private final QuotaCache knowledge;
  private final ReservationQueue reservations;
  private final Feedback feedback;
  private final Map<ReservationQueue.Waiter, Work> waiting = new LinkedHashMap<>();
  private boolean busy;
  private Job job;

  /**
   * A process.
   *
   * @param place where it lies among all, from 0 to 1
   */
  FanlensWorker(SimulationContext world, String name, double place) {
    this.world = world;
    this.loop = world.loop();
    this.place = place;
    this.skew = RandomTimes.uniform(world.random(), -world.maxSkew(), world.maxSkew());
    this.knowledge =
        new QuotaCache(world.pool(), world.rules(), world.processes(), name, world.random());
    this.reservations = new ReservationQueue(knowledge);
    this.feedback = new Feedback(knowledge);
  }

  @Override
  public void work(List<SimulatedPicture> batch, Job newJob) {
    job = newJob;
    long latestStart = now() + LATEST_START;
    for (SimulatedPicture picture : batch) {
      ask(new Work(picture, new HashSet<>(), latestStart));
    }
    pump();
  }

  private long now() {
    return loop.now() + skew;
  }

  private void ask(Work work) {
    waiting.put(reservations.enqueue(work.tried(), work.latestStart(), now()), work);
  }

  /** Lets the reservations go on, unless it waits for something. */
  private void pump() {
    if (busy || job.isDead()) {
      return;
    }
    Optional<ReservationAction> action = reservations.next(now());
    serve();
    long sentAt = now();
    switch (action.orElse(null)) {
      case null -> {}
      case Read(String group) -> {
        busy = true;
        world
            .table()
            .read(
                place,
                group,
                view ->
                    resume(
                        () ->
                            view.ifPresentOrElse(
                                v -> reservations.onRead(v, sentAt, now()),
                                () -> reservations.onTableUnavailable(now()))));
      }
      case Write(String group, Target target, QuotaStep step) -> {
        busy = true;
        world
            .table()
            .apply(
                place,
                group,
                target,
                step,
                result ->
                    resume(
                        () ->
                            result.ifPresentOrElse(
                                r -> reservations.onWritten(r, sentAt, now()),
                                () -> reservations.onTableUnavailable(now()))));
      }
      case Sleep(long until) -> {
        busy = true;
        loop.at(until - skew, () -> resume(() -> {}));
      }
      case ReservationAction other -> throw new IllegalStateException("" + other);
    }
  }

  private void resume(Runnable told) {
    busy = false;
    if (!job.isDead()) {
      told.run();
      pump();
    }
  }

  private void serve() {
    Iterator<Map.Entry<ReservationQueue.Waiter, Work>> entries = waiting.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<ReservationQueue.Waiter, Work> entry = entries.next();
      ReservationQueue.Waiter waiter = entry.getKey();
      Work work = entry.getValue();
      if (waiter.isServed()) {
        entries.remove();
        waiter.permit().ifPresent(permit -> waitFor(work, permit));
        waiter.noCapacity().ifPresent(none -> requeue(work.picture(), none));
      }
    }
  }

  private void requeue(SimulatedPicture picture, NoCapacity none) {
    long grown = FIRST_REQUEUE << Math.min(picture.receives() - 1, 10);
    job.requeue(picture, Math.min(LONGEST_REQUEUE, Math.max(grown, none.retryAfterMicros())));
  }

  private void waitFor(Work work, Permit permit) {
    long late = RandomTimes.exponential(world.random(), world.meanLateness());
    loop.at(Math.max(loop.now(), permit.startAt() - skew) + late, () -> start(work, permit));
  }

  private void start(Work work, Permit permit) {
    if (job.isDead()) {
      return;
    }
    if (permit.isLost(now(), world.rules())) {
      world.results().lostPermit();
      ask(work);
      pump();
      return;
    }
    boolean[] answered = {false};
    loop.after(
        permit.overdueMicros(world.rules()),
        () -> {
          if (!answered[0] && !job.isDead()) {
            report(permit, CallOutcome.OVERDUE);
          }
        });
    world
        .targets()
        .get(permit.target())
        .call(
            answer -> {
              answered[0] = true;
              if (!job.isDead()) {
                ended(work, permit, answer);
              }
            });
  }

  private void ended(Work work, Permit permit, SimulatedTarget.Answer answer) {
    job.hold();
    report(
        permit,
        switch (answer) {
          case OK -> CallOutcome.ANSWERED;
          case THROTTLED -> CallOutcome.THROTTLED;
          case FAULT, NONE -> CallOutcome.FAULT;
          case DENIED -> CallOutcome.DENIED;
        });
    if (answer == SimulatedTarget.Answer.OK) {
      job.done(work.picture());
    } else {
      work.tried().add(permit.target());
      if (work.tried().size() >= world.targets().size()) {
        work.tried().clear();
      }
      ask(work);
      pump();
    }
    job.release();
  }

  private void report(Permit permit, CallOutcome outcome) {
    feedback.first(permit, outcome, now()).ifPresent(step -> write(permit, step));
  }

  private void write(Permit permit, QuotaStep step) {
    Job writer = job;
    writer.hold();
    world
        .table()
        .apply(
            place,
            permit.group(),
            permit.target(),
            step,
            result -> {
              if (!writer.isDead()) {
                result.ifPresent(
                    r -> {
                      knowledge.learn(permit.group(), permit.target(), step, r);
                      feedback.then(permit, step, r, now()).ifPresent(next -> write(permit, next));
                    });
                writer.release();
              }
            });
  }

  private record Work(SimulatedPicture picture, Set<Target> tried, long latestStart) {}
}
