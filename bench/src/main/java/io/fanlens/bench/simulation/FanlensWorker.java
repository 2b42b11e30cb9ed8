package io.fanlens.bench.simulation;

import io.fanlens.pipeline.queue.RequeueDelay;
import io.fanlens.quota.CallCounts;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.Micros;
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
import io.fanlens.quota.reservation.Turn;
import io.fanlens.settings.Target;
import io.fanlens.spending.SpendingStop;
import java.time.Duration;
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

  private final SimulationContext context;
  private final EventLoop loop;
  private final double place;
  private final long skew;
  private final QuotaCache cache;
  private final ReservationQueue reservations;
  private final Feedback feedback;
  private final Map<ReservationQueue.Waiter, Work> waiting = new LinkedHashMap<>();
  private final Optional<SpendingStop> spending;
  private final boolean isSlow;
  private boolean busy;
  private long wakesAt;
  private Job job;

  /**
   * A process.
   *
   * @param place its position among all processes, from 0 to 1
   */
  FanlensWorker(SimulationContext context, String name, double place) {
    this.context = context;
    this.loop = context.loop();
    this.place = place;
    this.skew = RandomTimes.uniform(context.random(), -context.maxSkew(), context.maxSkew());
    this.cache =
        new QuotaCache(
            context.pool(), context.rules(), context.processes(), name, context.random());
    this.reservations = new ReservationQueue(cache);
    this.feedback = new Feedback(cache);
    this.spending = context.spending().get();
    double rate = context.pool().permitsPerSecond();
    this.isSlow = context.rules().reservation().role().takesTurns(rate);
  }

  @Override
  public void work(List<SimulatedPicture> batch, Job newJob) {
    job = newJob;
    long latestStart = now() + LATEST_START;
    for (SimulatedPicture picture : batch) {
      Optional<NoCapacity> full = isSlow ? cache.knownToBeFull(now()) : Optional.empty();
      if (full.isPresent()) {
        takeTurn(picture, new Turn(cache, full.get()));
        continue;
      }
      pay(new Work(picture, new HashSet<>(), latestStart));
    }
    pump();
  }

  @Override
  public void endBatch() {
    spending.ifPresent(SpendingStop::returnUnused);
  }

  /** Counts the call before it gets its time, as the function does. */
  private void pay(Work work) {
    Optional<NoCapacity> spent = spending.flatMap(stop -> stop.take(1));
    if (spent.isPresent()) {
      job.requeue(work.picture, spent.get().retryAfterMicros());
    } else {
      enqueue(work);
    }
  }

  private void returnCall() {
    spending.ifPresent(stop -> stop.giveBack(1, stop.today()));
  }

  private long now() {
    return loop.now() + skew;
  }

  private void enqueue(Work work) {
    waiting.put(reservations.enqueue(work.tried, work.latestStart, now()), work);
  }

  /** Goes on with the reservations, unless an answer is awaited. */
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
        context
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
      case Write(String group, Target target, QuotaStep step, int permits) -> {
        busy = true;
        CallCounts counts = cache.uncounted().take(target, permits);
        context
            .table()
            .apply(
                place,
                group,
                target,
                step,
                counts,
                result -> {
                  result.ifPresent(r -> cache.uncounted().written(target, counts, r));
                  resume(
                      () ->
                          result.ifPresentOrElse(
                              r -> reservations.onWritten(r, sentAt, now()),
                              () -> reservations.onTableUnavailable(now())));
                });
      }
      case Sleep(long until) -> {
        // Not busy: what comes meanwhile is served.
        if (wakesAt != until) {
          wakesAt = until;
          loop.at(until - skew, this::pump);
        }
      }
      case ReservationAction other -> throw new IllegalStateException("" + other);
    }
  }

  private void resume(Runnable event) {
    busy = false;
    if (!job.isDead()) {
      event.run();
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
        waiter.noCapacity().ifPresent(none -> requeue(work.picture, none));
      }
    }
  }

  private void requeue(SimulatedPicture picture, NoCapacity none) {
    returnCall();
    takeTurn(picture, new Turn(cache, none));
  }

  private void takeTurn(SimulatedPicture picture, Turn turn) {
    Optional<Write> write = turn.next(now());
    if (write.isEmpty()) {
      requeue(picture, turn.noCapacity(), job);
      return;
    }
    Job asking = job;
    asking.hold();
    Write its = write.get();
    context
        .table()
        .apply(
            place,
            its.group(),
            its.target(),
            its.step(),
            CallCounts.NONE,
            result -> {
              if (!asking.isDead()) {
                result.ifPresent(turn::onWritten);
                if (result.isPresent()) {
                  takeTurn(picture, turn);
                } else {
                  requeue(picture, turn.noCapacity(), asking);
                }
                asking.release();
              }
            });
  }

  private void requeue(SimulatedPicture picture, NoCapacity none, Job from) {
    if (none.isTurn()) {
      Duration turn = Micros.toDuration(none.retryAfterMicros());
      from.requeue(picture, RequeueDelay.atTurn(picture.receives(), turn).toNanos() / 1_000);
      return;
    }
    long grown = FIRST_REQUEUE << Math.min(picture.receives() - 1, 10);
    from.requeue(picture, Math.min(LONGEST_REQUEUE, Math.max(grown, none.retryAfterMicros())));
  }

  /** The picture is fetched while it waits for its time; the second time it is at hand. */
  private void waitFor(Work work, Permit permit) {
    long fetched = loop.now() + (work.isFetched ? 0 : context.fetch());
    work.isFetched = true;
    long late = RandomTimes.exponential(context.random(), context.meanLateness());
    loop.at(Math.max(fetched, permit.startAt() - skew) + late, () -> start(work, permit));
  }

  private void start(Work work, Permit permit) {
    if (job.isDead()) {
      return;
    }
    if (permit.isLost(now(), context.rules())) {
      context.results().lostPermit();
      feedback.lost(permit, now()).ifPresent(step -> write(permit, step));
      enqueue(work);
      pump();
      return;
    }
    job.started();
    boolean[] answered = {false};
    loop.after(
        context.rules().breaker().overdueMicros(),
        () -> {
          if (!answered[0] && !job.isDead()) {
            report(permit, CallOutcome.OVERDUE);
          }
        });
    context
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
      job.done(work.picture);
    } else {
      if (answer == SimulatedTarget.Answer.THROTTLED || answer == SimulatedTarget.Answer.DENIED) {
        returnCall();
      }
      work.tried.add(permit.target());
      if (work.tried.size() >= context.targets().size()) {
        work.tried.clear();
      }
      pay(work);
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
    CallCounts counts = cache.uncounted().take(permit.target(), 0);
    context
        .table()
        .apply(
            place,
            permit.group(),
            permit.target(),
            step,
            counts,
            result -> {
              result.ifPresent(r -> cache.uncounted().written(permit.target(), counts, r));
              if (!writer.isDead()) {
                result.ifPresent(
                    r -> {
                      cache.learn(permit.group(), permit.target(), step, r);
                      feedback.then(permit, step, r, now()).ifPresent(next -> write(permit, next));
                    });
                writer.release();
              }
            });
  }

  /** A picture's way to its answer. */
  private static final class Work {

    private final SimulatedPicture picture;
    private final Set<Target> tried;
    private final long latestStart;
    private boolean isFetched;

    Work(SimulatedPicture picture, Set<Target> tried, long latestStart) {
      this.picture = picture;
      this.tried = tried;
      this.latestStart = latestStart;
    }
  }
}
