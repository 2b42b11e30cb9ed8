package io.fanlens.quota;

import io.fanlens.quota.BookingAction.GivenUp;
import io.fanlens.quota.BookingAction.Granted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of one process that wait for permits of one operation: one booking at a time serves
 * as many of them as it can. Not thread-safe, never blocks: the driver asks {@link #next}, does
 * what it says and tells what came of it.
 */
public final class BookingDesk {

  private final Knowledge knowledge;
  private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
  private Booking booking;
  private List<Ticket> served = List.of();

  public BookingDesk(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  /**
   * Waits for a permit.
   *
   * @param excluded targets that this message must not go to (any more)
   * @param latestStart its call may not start later
   */
  public Ticket ask(Set<Target> excluded, long latestStart, long now) {
    Ticket ticket = new Ticket(Set.copyOf(excluded), latestStart, now);
    waiting.add(ticket);
    return ticket;
  }

  /** Whether somebody waits. */
  public boolean isBusy() {
    return !waiting.isEmpty();
  }

  /** No longer waits. */
  public void withdraw(Ticket ticket) {
    waiting.remove(ticket);
    served = List.of();
    booking = waiting.isEmpty() ? null : booking;
  }

  /**
   * What to do now: a look, a write or a sleep. Empty when nobody waits any more; meanwhile tickets
   * may have been served.
   */
  public Optional<BookingAction> next(long now) {
    while (!waiting.isEmpty()) {
      if (booking == null) {
        served = alike(waiting.getFirst());
        long latest = served.stream().mapToLong(Ticket::latestStart).min().orElseThrow();
        Ticket head = served.getFirst();
        booking = new Booking(knowledge, head.excluded(), latest, head.askedAt());
      } else if (served.isEmpty()) {
        served = alike(waiting.getFirst());
      }
      switch (booking.next(now, Math.max(1, served.size()))) {
        case Granted granted -> hand(granted.permits());
        case GivenUp givenUp -> refuse(givenUp.noCapacity());
        case BookingAction action -> {
          return Optional.of(action);
        }
      }
    }
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

  private List<Ticket> alike(Ticket head) {
    List<Ticket> alike = new ArrayList<>();
    for (Ticket ticket : waiting) {
      if (ticket.excluded().equals(head.excluded())) {
        alike.add(ticket);
      }
    }
    return alike;
  }

  private void hand(List<Permit> permits) {
    Iterator<Ticket> tickets = served.iterator();
    for (Permit permit : permits) {
      if (!tickets.hasNext()) {
        break; // somebody stopped waiting meanwhile: the permit is lost
      }
      Ticket ticket = tickets.next();
      ticket.permit = permit;
      waiting.remove(ticket);
    }
    booking = null;
  }

  private void refuse(NoCapacity noCapacity) {
    for (Ticket ticket : served) {
      ticket.noCapacity = noCapacity;
      waiting.remove(ticket);
    }
    booking = null;
  }

  /** One message's place in the line. */
  public static final class Ticket {

    private final Set<Target> excluded;
    private final long latestStart;
    private final long askedAt;
    private Permit permit;
    private NoCapacity noCapacity;

    private Ticket(Set<Target> excluded, long latestStart, long askedAt) {
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
