package io.fanlens.spending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacity.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpendingStopTest {

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final List<Integer> lots = new ArrayList<>();
  private LocalDate day = LocalDate.MIN;
  private long spent;
  private boolean away;

  @Test
  void shouldAllowNoMoreCallsThanADayHas() {
    SpendingStop stop = stop(100, 1);

    for (int i = 0; i < 100; i++) {
      assertTrue(stop.take(1).isEmpty(), "call " + i);
    }

    assertEquals(Optional.of(Reason.SPENDING_STOP), stop.take(1).map(NoCapacity::reason));
  }

  @Test
  void shouldShareTheDayWithOtherProcesses() {
    SpendingStop one = stop(10, 2);
    SpendingStop other = stop(10, 2);
    int allowed = 0;
    for (int i = 0; i < 10; i++) {
      allowed += one.take(1).isEmpty() ? 1 : 0;
      allowed += other.take(1).isEmpty() ? 1 : 0;
    }

    assertEquals(10, allowed);
  }

  @Test
  void shouldHoldAtMostATwentiethOfTheDay() {
    SpendingStop stop = stop(10_000, 10);

    stop.take(1);

    assertEquals(List.of(50), lots);
  }

  @Test
  void shouldTakeSingleCallsWhenADayHasFew() {
    SpendingStop stop = stop(100, 10);

    stop.take(1);

    assertEquals(List.of(1), lots);
  }

  @Test
  void shouldCountACallThatIsBilledTwice() {
    SpendingStop stop = stop(3, 1);

    assertTrue(stop.take(2).isEmpty());
    assertTrue(stop.take(2).isPresent());
  }

  @Test
  void shouldReuseAnUncountedCall() {
    SpendingStop stop = stop(1, 1);
    assertTrue(stop.take(1).isEmpty());
    assertTrue(stop.take(1).isPresent());

    stop.giveBack(1, stop.today());

    assertTrue(stop.take(1).isEmpty());
  }

  @Test
  void shouldBeginAgainOnTheNextDay() {
    SpendingStop stop = stop(1, 1);
    stop.take(1);
    assertTrue(stop.knownToBeSpent().isEmpty(), "nobody was refused yet");
    stop.take(1);
    assertTrue(stop.knownToBeSpent().isPresent());

    now = Instant.parse("2026-03-02T00:00:00Z");

    assertTrue(stop.knownToBeSpent().isEmpty());
    assertTrue(stop.take(1).isEmpty());
  }

  @Test
  void shouldNotCreditTodayWithACallOfYesterday() {
    SpendingStop stop = stop(1, 1);
    LocalDate yesterday = stop.today();
    stop.take(1);
    now = now.plus(Duration.ofDays(1));
    assertTrue(stop.take(1).isEmpty());

    stop.giveBack(1, yesterday);

    assertTrue(stop.take(1).isPresent());
  }

  @Test
  void shouldWaitNoLongerThanTheDayLasts() {
    SpendingStop stop = stop(1, 1);
    stop.take(1);
    assertEquals(
        Duration.ofHours(1).toSeconds() * 1_000_000, stop.take(1).orElseThrow().retryAfterMicros());

    now = Instant.parse("2026-03-01T23:59:50Z");

    assertEquals(10_000_000, stop.take(1).orElseThrow().retryAfterMicros());
  }

  @Test
  void shouldSpendOnlyTheCurrentLotWhileTheTableIsUnavailable() {
    SpendingStop stop = stop(200, 1);
    stop.take(1); // of a lot of 10
    away = true;

    for (int i = 0; i < 9; i++) {
      assertTrue(stop.take(1).isEmpty(), "call " + i);
    }
    assertEquals(Optional.of(Reason.SPENDING_UNKNOWN), stop.take(1).map(NoCapacity::reason));

    away = false;
    assertTrue(stop.take(1).isEmpty());
  }

  @Test
  void shouldLoseNothingWithProcessesThatLiveForOnePicture() {
    int paid = 0;
    SpendingStop stop = stop(20_000, 61);
    while (stop.take(1).isEmpty()) {
      paid++;
      stop.returnUnused();
      stop = stop(20_000, 61);
    }
    assertEquals(20_000, paid);
  }

  @Test
  void shouldKeepAFiftiethOfWhatItHasUsed() {
    SpendingStop stop = stop(100_000, 1);
    for (int i = 0; i < 1_010; i++) {
      stop.take(1);
    }
    assertEquals(1_050, spent);

    stop.returnUnused();

    assertEquals(1_030, spent);
    stop.returnUnused();
    assertEquals(1_030, spent);
    for (int i = 0; i < 20; i++) {
      stop.take(1);
    }
    assertEquals(1_030, spent);
  }

  @Test
  void shouldReturnCallsOfItsOwnDayOnly() {
    SpendingStop stop = stop(20_000, 1);
    stop.take(1);
    now = now.plus(Duration.ofDays(1));
    stop(20_000, 1).take(1);

    stop.returnUnused();

    assertEquals(50, spent, "what another process took today");
    stop.take(1);
    assertEquals(100, spent);
  }

  @Test
  void shouldNotUseWhatMayHaveBeenReturned() {
    SpendingStop stop = stop(20_000, 1);
    stop.take(1);
    away = true;

    stop.returnUnused();

    assertEquals(Optional.of(Reason.SPENDING_UNKNOWN), stop.take(1).map(NoCapacity::reason));
  }

  @Test
  void shouldAskAgainAfterAMinuteSinceOthersReturnCalls() {
    SpendingStop one = stop(100, 1);
    SpendingStop other = stop(100, 1);
    for (int i = 0; i < 96; i++) {
      one.take(1);
    }
    assertTrue(other.take(1).isPresent(), "all are in the hands of the first");
    one.returnUnused();
    now = now.plusSeconds(60).minusNanos(1);
    assertTrue(other.knownToBeSpent().isPresent());

    now = now.plusNanos(1);

    assertTrue(other.knownToBeSpent().isEmpty());
    assertTrue(other.take(1).isEmpty());
  }

  @Test
  void shouldRefuseALimitOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> stop(0, 1));
  }

  private SpendingStop stop(long maxPerDay, int processes) {
    return new SpendingStop(new Count(), maxPerDay, processes, () -> now);
  }

  /** The shared count. */
  private final class Count implements SpendingTable {

    @Override
    public int take(LocalDate calls, int wanted, long maxPerDay) throws TableUnavailableException {
      requireTable();
      lots.add(wanted);
      if (calls.isAfter(day)) {
        day = calls;
        spent = 0;
      }
      int taken = (int) Math.min(wanted, maxPerDay - spent);
      spent += taken;
      return taken;
    }

    @Override
    public void giveBack(LocalDate takenOn, int calls) throws TableUnavailableException {
      requireTable();
      if (takenOn.equals(day)) {
        spent -= calls;
      }
    }

    private void requireTable() throws TableUnavailableException {
      if (away) {
        throw new TableUnavailableException("unavailable", null);
      }
    }
  }
}
