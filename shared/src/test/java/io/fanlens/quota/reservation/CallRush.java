package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.ReservationAction.GivenUp;
import io.fanlens.quota.reservation.ReservationAction.Granted;
import io.fanlens.quota.reservation.ReservationAction.Read;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Instances that ask for a permit in the same instant, on a virtual clock: each knows only what it
 * reads, and a request to the table takes its time there and back. Times are microseconds.
 */
final class CallRush {

  static final long NOW = 1_800_000_000_000_000L;

  private final QuotaPool pool;
  private final QuotaRules rules;
  private final long wait;
  private final long latency;
  private final SplittableRandom random;
  private final Map<Target, TargetState> table = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
  private final List<Long> starts = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private long number;
  private int reads;
  private int writes;

  /**
   * Not begun.
   *
   * @param wait how long each call may wait for its start
   * @param latency of the table; a request takes from half to one and a half of it
   */
  CallRush(QuotaPool pool, QuotaRules rules, long wait, long latency, long seed) {
    this.pool = pool;
    this.rules = rules;
    this.wait = wait;
    this.latency = latency;
    this.random = new SplittableRandom(seed);
  }

  /**
   * A call without a start.
   *
   * @param table as it was then
   */
  record Refusal(long at, NoCapacity noCapacity, Map<Target, TargetState> table) {}

  /** A target that others use already. */
  CallRush with(Target target, TargetState state) {
    table.put(target, state);
    return this;
  }

  /** Runs until each of so many calls has its permit or its refusal. */
  CallRush run(int calls) {
    for (int i = 0; i < calls; i++) {
      QuotaCache cache = new QuotaCache(pool, rules, calls, "instance " + i, random.split());
      Reservation reservation = new Reservation(cache, Set.of(), NOW + wait, NOW);
      at(NOW, () -> goOn(reservation, NOW));
    }
    while (!events.isEmpty()) {
      events.remove().action().run();
    }
    return this;
  }

  /** Of the permits. */
  List<Long> starts() {
    return starts;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  int reads() {
    return reads;
  }

  int writes() {
    return writes;
  }

  private void goOn(Reservation reservation, long now) {
    switch (reservation.next(now, 1)) {
      case Read(String group) -> {
        reads++;
        request(
            now,
            () -> view(group),
            (view, then) -> {
              reservation.onRead(view, now, then);
              goOn(reservation, then);
            });
      }
      case Write write -> {
        writes++;
        request(
            now,
            () -> apply(write),
            (result, then) -> {
              reservation.onWritten(result, now, then);
              goOn(reservation, then);
            });
      }
      case Sleep(long until) -> at(until, () -> goOn(reservation, until));
      case Granted(List<Permit> permits) -> starts.add(permits.getFirst().startAt());
      case GivenUp(NoCapacity none) -> refusals.add(new Refusal(now, none, Map.copyOf(table)));
    }
  }

  private <T> void request(long now, Supplier<T> work, ObjLongConsumer<T> then) {
    long there = now + oneWay();
    long back = there + oneWay();
    at(
        there,
        () -> {
          T answer = work.get();
          at(back, () -> then.accept(answer, back));
        });
  }

  private long oneWay() {
    return latency / 4 + random.nextLong(latency / 2 + 1);
  }

  private QuotaView view(String key) {
    QuotaGroup group =
        pool.groups().stream().filter(each -> each.key().equals(key)).findAny().orElseThrow();
    Map<Target, TargetState> states = new HashMap<>(table);
    states.keySet().retainAll(group.targets().stream().map(TargetQuota::target).toList());
    return new QuotaView(states, OptionalLong.empty());
  }

  private StepResult apply(Write write) {
    TargetState before = table.getOrDefault(write.target(), TargetState.NEW);
    return write
        .step()
        .applyTo(before)
        .map(
            after -> {
              table.put(write.target(), after);
              return new StepResult(true, before);
            })
        .orElseGet(() -> new StepResult(false, before));
  }

  private void at(long time, Runnable action) {
    events.add(new Event(time, number++, action));
  }

  private record Event(long time, long number, Runnable action) {}
}
