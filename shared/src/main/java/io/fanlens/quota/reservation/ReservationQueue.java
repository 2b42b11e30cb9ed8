package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.reservation.ReservationAction.GivenUp;
import io.fanlens.quota.reservation.ReservationAction.Granted;
import io.fanlens.settings.Target;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of one process that wait for permits of one operation: one reservation at a time
 * serves as many of them as it can. After a failed reservation the same target is tried once more,
 * because its item is the only one known for certain. Not thread-safe, never blocks: the driver
 * calls {@link #next}, performs the action and reports the result.
 */
public final class ReservationQueue {

  private final QuotaCache cache;
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private Reservation reservation;
  private Set<Target> excluded = Set.of();

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
   * The next action: a read, a write or a sleep. Empty when no message waits any more. Waiters may
   * be served on the way.
   */
  public Optional<ReservationAction> next(long now) {
    while (!waiting.isEmpty()) {
      if (reservation == null || served().isEmpty()) {
        Waiter head = waiting.getFirst();
        excluded = head.excluded();
        long latest = served().stream().mapToLong(Waiter::latestStart).min().orElseThrow();
        reservation = new Reservation(cache, excluded, latest, head.requestedAt());
      }
      switch (reservation.next(now, served().size())) {
        case Granted granted -> grant(granted.permits());
        case GivenUp givenUp -> refuse(givenUp.noCapacity());
        case ReservationAction action -> {
          return Optional.of(action);
        }
      }
    }
    reservation = null;
    return Optional.empty();
  }

  public void onRead(QuotaView view, long sentAt, long now) {
    reservation.onRead(view, sentAt, now);
  }

  public void onWritten(StepResult result, long sentAt, long now) {
    reservation.onWritten(result, sentAt, now);
  }

  public void onTableUnavailable(long now) {
    reservation.onTableUnavailable(now);
  }

  /** The waiters that the current reservation serves. */
  private List<Waiter> served() {
    return waiting.stream().filter(waiter -> waiter.excluded().equals(excluded)).toList();
  }

  private void grant(List<Permit> permits) {
    reservation = null;
    List<Waiter> waiters = served(); // fewer than requested when some withdrew: the rest is lost
    for (int i = 0; i < Math.min(permits.size(), waiters.size()); i++) {
      waiters.get(i).permit = permits.get(i);
      waiting.remove(waiters.get(i));
    }
  }

  private void refuse(NoCapacity noCapacity) {
    reservation = null;
    for (Waiter waiter : served()) {
      waiter.noCapacity = noCapacity;
      waiting.remove(waiter);
    }
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
