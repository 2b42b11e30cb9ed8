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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process's share of the paid calls of a day (UTC). It takes them from the shared count in
 * small lots: with 10,000 calls a day and 10 processes in lots of 50, so that at most 500 (5%) are
 * unused in memory, and the table is written once per 50 calls. A process may end after any batch
 * and takes with it what it holds, so it returns that at the end of each batch, all but a fiftieth
 * of what it has used: a process that lives for one picture loses nothing, and one that lives long
 * need not write for each batch. Without the table nothing is spent beyond the current lot: a limit
 * that fails open is no limit.
 */
public final class SpendingStop {

  private static final Logger LOG = LoggerFactory.getLogger(SpendingStop.class);

  private static final int LARGEST_LOT = 50;

  /** All processes together hold at most this fraction (1/20) of the day's calls. */
  private static final int PART_IN_HAND = 20;

  /** A process keeps at most this fraction (1/50) of what it has used. */
  private static final int PART_TO_KEEP = 50;

  /** A day that was spent is asked for again after this time: others may have returned calls. */
  private static final Duration SPENT_FOR = Duration.ofMinutes(1);

  private static final Duration TABLE_RETRY_WAIT = Duration.ofSeconds(5);

  private final SpendingTable table;
  private final long maxPerDay;
  private final int lot;
  private final InstantSource clock;
  private LocalDate day = LocalDate.MIN;
  private int inHand;
  private long used;
  private Instant spentUntil = Instant.MIN;

  /**
   * With a number of calls a day.
   *
   * @param maxPerDay paid calls a day over all processes
   * @param processes most that run at once
   */
  public SpendingStop(SpendingTable table, long maxPerDay, int processes, InstantSource clock) {
    if (maxPerDay < 1) {
      throw new IllegalArgumentException(
          "maxCallsPerDay is %d; give at least 1".formatted(maxPerDay));
    }
    this.table = table;
    this.maxPerDay = maxPerDay;
    this.lot = Math.clamp(maxPerDay / ((long) PART_IN_HAND * processes), 1, LARGEST_LOT);
    this.clock = clock;
  }

  /**
   * Counts calls before they are made.
   *
   * @param calls billed calls of the operation, mostly 1
   * @return why they may not be made now; empty when they may
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
      spentUntil = clock.instant().plus(SPENT_FOR);
      return knownToBeSpent();
    }
    inHand -= calls;
    used += calls;
    return Optional.empty();
  }

  /**
   * Uncounts calls that were not made, or were refused and so cost nothing.
   *
   * @param takenOn the day they were counted for; another day is not credited
   */
  public synchronized void giveBack(int calls, LocalDate takenOn) {
    if (takenOn.equals(day)) {
      inHand += calls;
      used -= calls;
      spentUntil = Instant.MIN;
    }
  }

  /**
   * Returns to the others what is in hand and was not used. For the end of a batch. Without an
   * answer of the table they are lost: they may be somebody else's by now.
   */
  public synchronized void returnUnused() {
    int unused = inHand - (int) Math.min(inHand, used / PART_TO_KEEP);
    if (unused == 0) {
      return;
    }
    inHand -= unused;
    try {
      table.giveBack(day, unused);
    } catch (TableUnavailableException e) {
      LOG.warn("{} paid calls of the day are lost: {}", unused, e.getMessage());
    }
  }

  /** The current day (UTC). */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Why no call may be made now, without reading the table. */
  public synchronized Optional<NoCapacity> knownToBeSpent() {
    LocalDate today = today();
    if (!today.equals(day)) {
      day = today;
      inHand = 0;
      used = 0;
      spentUntil = Instant.MIN;
    }
    if (!clock.instant().isBefore(spentUntil)) {
      return Optional.empty();
    }
    Instant tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Duration wait = Duration.between(clock.instant(), tomorrow);
    Duration longest = Timings.LONGEST_SPENDING_WAIT;
    return Optional.of(
        new NoCapacity(
            Reason.SPENDING_STOP, (wait.compareTo(longest) < 0 ? wait : longest).toNanos() / 1000));
  }
}
