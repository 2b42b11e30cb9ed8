package io.fanlens.spending;

import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacity.Reason;
import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One process's share of the paid calls that a day (UTC) may have. It takes them out of the common
 * count in small lots: with 10,000 calls a day and 10 processes in lots of 50, so that at most 500
 * (5%) are in hand unspent, while the table is written once for 50 calls. Without the table nothing
 * is spent beyond the lot in hand: a limit that gives way to an outage is none.
 */
public final class SpendingStop {

  private static final int LARGEST_LOT = 50;

  /** All processes together hold at most this part of the day's calls in hand. */
  private static final int PART_IN_HAND = 20;

  private static final Duration TABLE_RETRY_WAIT = Duration.ofSeconds(5);

  private final SpendingTable table;
  private final long maxPerDay;
  private final int lot;
  private final InstantSource clock;
  private LocalDate day = LocalDate.MIN;
  private int inHand;
  private boolean spent;

  /**
   * Stops at a number of calls a day.
   *
   * @param maxPerDay paid calls a day, of all processes together
   * @param processes how many run at once at most
   */
  public SpendingStop(SpendingTable table, long maxPerDay, int processes, InstantSource clock) {
    if (maxPerDay < 1) {
      throw new IllegalArgumentException(
          "the spending stop is at %d calls a day; give at least 1".formatted(maxPerDay));
    }
    this.table = table;
    this.maxPerDay = maxPerDay;
    this.lot = Math.clamp(maxPerDay / ((long) PART_IN_HAND * processes), 1, LARGEST_LOT);
    this.clock = clock;
  }

  /**
   * Takes calls before they are made.
   *
   * @param calls that the operation is billed as, mostly 1
   * @return why none may be made now; empty when they may
   */
  public synchronized Optional<NoCapacity> take(int calls) {
    Optional<NoCapacity> known = knownToBeSpent();
    if (known.isPresent()) {
      return known;
    }
    if (inHand < calls) {
      try {
        int taken = table.take(day, Math.max(lot, calls), maxPerDay);
        inHand += taken;
      } catch (TableUnavailableException e) {
        return Optional.of(
            new NoCapacity(Reason.SPENDING_UNKNOWN, TABLE_RETRY_WAIT.toNanos() / 1000));
      }
    }
    if (inHand < calls) {
      spent = true;
      return knownToBeSpent();
    }
    inHand -= calls;
    return Optional.empty();
  }

  /**
   * Puts back what was taken for a call that was not made, or was refused and so costs nothing.
   *
   * @param takenOn the day it was taken from; another day is not credited with it
   */
  public synchronized void giveBack(int calls, LocalDate takenOn) {
    if (takenOn.equals(day)) {
      inHand += calls;
      spent = false;
    }
  }

  /** The day that is counted now. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Why, by what is known already, no call may be made now. */
  public synchronized Optional<NoCapacity> knownToBeSpent() {
    LocalDate today = today();
    if (!today.equals(day)) {
      day = today;
      inHand = 0;
      spent = false;
    }
    if (!spent) {
      return Optional.empty();
    }
    Instant tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Duration wait = Duration.between(clock.instant(), tomorrow);
    Duration longest = Timings.LONGEST_REQUEUE_DELAY;
    return Optional.of(
        new NoCapacity(
            Reason.SPENDING_STOP, (wait.compareTo(longest) < 0 ? wait : longest).toNanos() / 1000));
  }
}
