package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.reservation.ReservationAction.GivenUp;
import io.fanlens.quota.reservation.ReservationAction.Granted;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.settings.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of one process that wait for permits of one operation. One reservation serves all
 * that may use the same targets, as many of them as it can; the messages that wait longest come
 * first, and while they back off, others are served. After a failed reservation the same target is
 * tried once more, because its item is the only one known for certain. Not thread-safe, never
 * blocks: the driver calls {@link #next}, performs the action and reports the result.
 */
public final class ReservationQueue {

  private final QuotaCache cache;
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private final Map<Set<Target>, Reservation> reservations = new HashMap<>();

  /** The one whose read or write is in flight. */
  private Reservation active;

  public ReservationQueue(QuotaCache cache) {
    this.cache = cache;
  }

  /**
   * Adds a message that waits for a permit.
   *
   * @param excluded targets that this message must not use (any more)
   * @param latestStart no call may start after this
   */
  public Waiter enqueue(Set<Target> excluded, long latestStart, long now) {
    Waiter waiter = new Waiter(Set.copyOf(excluded), latestStart, now);
    waiting.add(waiter);
    return waiter;
  }

  /** Whether any message waits. */
  public boolean hasWaiters() {
    return !waiting.isEmpty();
  }

  /** Removes a message that no longer waits. */
  public void withdraw(Waiter waiter) {
    waiting.remove(waiter);
  }

  /**
   * The next action: a read, a write, or a sleep when all back off. Empty when no message waits any
   * more. Waiters may be served on the way.
   */
  public Optional<ReservationAction> next(long now) {
    long soonest = Long.MAX_VALUE;
    Map<Set<Target>, List<Waiter>> groups = waitingByExcluded();
    reservations.keySet().retainAll(groups.keySet());
    for (Map.Entry<Set<Target>, List<Waiter>> each : groups.entrySet()) {
      ReservationAction its = next(each.getKey(), each.getValue(), now);
      switch (its) {
        case null -> {}
        case Sleep(long until) -> soonest = Math.min(soonest, until);
        default -> {
          return Optional.of(its);
        }
      }
    }
    return soonest == Long.MAX_VALUE ? Optional.empty() : Optional.of(new Sleep(soonest));
  }

  /** The action for the messages that may use the same targets; null once all are served. */
  private ReservationAction next(Set<Target> excluded, List<Waiter> waiters, long now) {
    List<Waiter> left = new ArrayList<>(waiters);
    while (!left.isEmpty()) {
      Reservation reservation =
          reservations.computeIfAbsent(excluded, e -> reservation(excluded, left));
      switch (reservation.next(now, left.size())) {
        case Granted granted -> {
          // Fewer than requested may be left when some withdrew: the rest is lost.
          int served = Math.min(granted.permits().size(), left.size());
          for (Permit permit : granted.permits().subList(0, served)) {
            Waiter waiter = left.removeFirst();
            waiter.permit = permit;
            end(waiter);
          }
          for (Permit lost : granted.permits().subList(served, granted.permits().size())) {
            lost.countUnused(cache.uncounted());
          }
        }
        case GivenUp givenUp -> {
          for (Waiter waiter : left) {
            waiter.noCapacity = givenUp.noCapacity();
            end(waiter);
          }
          left.clear();
        }
        case ReservationAction action -> {
          active = reservation;
          return action;
        }
      }
    }
    return null;
  }

  private Reservation reservation(Set<Target> excluded, List<Waiter> waiters) {
    long latest = waiters.stream().mapToLong(Waiter::latestStart).min().orElseThrow();
    return new Reservation(cache, excluded, latest, waiters.getFirst().requestedAt());
  }

  private void end(Waiter waiter) {
    waiting.remove(waiter);
    reservations.remove(waiter.excluded());
  }

  public void onRead(QuotaView view, long sentAt, long now) {
    active.onRead(view, sentAt, now);
  }

  public void onWritten(StepResult result, long sentAt, long now) {
    active.onWritten(result, sentAt, now);
  }

  public void onTableThrottled(long now) {
    active.onTableThrottled(now);
  }

  public void onTableUnavailable(long now) {
    active.onTableUnavailable(now);
  }

  /** In the order of those that wait longest. */
  private Map<Set<Target>, List<Waiter>> waitingByExcluded() {
    Map<Set<Target>, List<Waiter>> waiters = new LinkedHashMap<>();
    for (Waiter waiter : waiting) {
      waiters.computeIfAbsent(waiter.excluded(), excluded -> new ArrayList<>()).add(waiter);
    }
    return waiters;
  }

  /** One waiting message. */
  public static final class Waiter {

    private final Set<Target> excluded;
    private final long latestStart;
    private final long requestedAt;
    private Permit permit;
    private NoCapacity noCapacity;

    private Waiter(Set<Target> excluded, long latestStart, long requestedAt) {
      this.excluded = excluded;
      this.latestStart = latestStart;
      this.requestedAt = requestedAt;
    }

    Set<Target> excluded() {
      return excluded;
    }

    long latestStart() {
      return latestStart;
    }

    long requestedAt() {
      return requestedAt;
    }

    /** Whether it has a permit or a refusal. */
    public boolean isServed() {
      return permit != null || noCapacity != null;
    }

    public Optional<Permit> permit() {
      return Optional.ofNullable(permit);
    }

    /** Why there is no permit. */
    public Optional<NoCapacity> noCapacity() {
      return Optional.ofNullable(noCapacity);
    }
  }
}
