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
 * The messages of one process that wait for permits of one operation: one booking at a time serves
 * as many of them as it can. Not thread-safe, never blocks: the driver asks {@link #next}, does
 * what it says and tells what came of it.
 */
public final class ReservationQueue {

  private final QuotaCache knowledge;
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private Reservation booking;
  private Set<Target> excluded = Set.of();

  public ReservationQueue(QuotaCache knowledge) {
    this.knowledge = knowledge;
  }

  /**
   * Waits for a permit.
   *
   * @param excluded targets that this message must not go to (any more)
   * @param latestStart its call may not start later
   */
  public Waiter ask(Set<Target> excluded, long latestStart, long now) {
    Waiter ticket = new Waiter(Set.copyOf(excluded), latestStart, now);
    waiting.add(ticket);
    return ticket;
  }

  /** Whether somebody waits. */
  public boolean isBusy() {
    return !waiting.isEmpty();
  }

  /** No longer waits. */
  public void withdraw(Waiter ticket) {
    waiting.remove(ticket);
  }

  /**
   * What to do now: a look, a write or a sleep. Empty when nobody waits any more; meanwhile tickets
   * may have been served.
   */
  public Optional<ReservationAction> next(long now) {
    while (!waiting.isEmpty()) {
      if (booking == null || served().isEmpty()) {
        Waiter head = waiting.getFirst();
        excluded = head.excluded();
        long latest = served().stream().mapToLong(Waiter::latestStart).min().orElseThrow();
        booking = new Reservation(knowledge, excluded, latest, head.askedAt());
      }
      switch (booking.next(now, served().size())) {
        case Granted granted -> hand(granted.permits());
        case GivenUp givenUp -> refuse(givenUp.noCapacity());
        case ReservationAction action -> {
          return Optional.of(action);
        }
      }
    }
    booking = null;
    return Optional.empty();
  }

  public void looked(QuotaView view, long sentAt, long now) {
    booking.looked(view, sentAt, now);
  }

  public void wrote(StepResult result, long sentAt, long now) {
    booking.wrote(result, sentAt, now);
  }

  public void tableAway(long now) {
    booking.tableAway(now);
  }

  /** Those whom the booking under way serves. */
  private List<Waiter> served() {
    return waiting.stream().filter(ticket -> ticket.excluded().equals(excluded)).toList();
  }

  private void hand(List<Permit> permits) {
    booking = null;
    List<Waiter> tickets = served(); // may be fewer than at the booking: what is over is lost
    for (int i = 0; i < Math.min(permits.size(), tickets.size()); i++) {
      tickets.get(i).permit = permits.get(i);
      waiting.remove(tickets.get(i));
    }
  }

  private void refuse(NoCapacity noCapacity) {
    booking = null;
    for (Waiter ticket : served()) {
      ticket.noCapacity = noCapacity;
      waiting.remove(ticket);
    }
  }

  /** One message's place in the line. */
  public static final class Waiter {

    private final Set<Target> excluded;
    private final long latestStart;
    private final long askedAt;
    private Permit permit;
    private NoCapacity noCapacity;

    private Waiter(Set<Target> excluded, long latestStart, long askedAt) {
      this.excluded = excluded;
      this.latestStart = latestStart;
      this.askedAt = askedAt;
    }

    Set<Target> excluded() {
      return excluded;
    }

    long latestStart() {
      return latestStart;
    }

    long askedAt() {
      return askedAt;
    }

    /** Whether it was served, one way or the other. */
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
