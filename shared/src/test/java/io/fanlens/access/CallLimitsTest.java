package io.fanlens.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.access.CallTaken.LimitReached;
import io.fanlens.access.CallTaken.NotAllowed;
import io.fanlens.access.CallTaken.Rotated;
import io.fanlens.access.CallTaken.Yes;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CallLimitsTest {

  private static final Counted CLIENT = new Counted.Client("FL0123456789ABCDEFGH", 1);

  private Instant now = Instant.parse("2026-01-30T12:00:00Z");
  private MemoryCountTable table = new MemoryCountTable(new CallLimit(2, 3), () -> {});
  private final CallLimits limits = new CallLimits(new Forwarded(), () -> now);

  @Test
  void shouldAllowWhatADayHasAndSayWhenTheNextBegins() throws Exception {
    assertEquals(
        new Standing(false, 2, 1, Instant.parse("2026-01-31T00:00:00Z")),
        ((Yes) limits.take(CLIENT)).standing());
    assertInstanceOf(Yes.class, limits.take(CLIENT));

    Standing standing = ((LimitReached) limits.take(CLIENT)).standing();

    assertEquals(0, standing.remaining());
    assertEquals(43_200, standing.secondsToReset(now));
  }

  @Test
  void shouldBeginAnewWithTheDayAndTheMonth() throws Exception {
    limits.take(CLIENT);
    limits.take(CLIENT);
    now = Instant.parse("2026-01-31T00:00:00Z");
    assertInstanceOf(Yes.class, limits.take(CLIENT));
    LimitReached month = (LimitReached) limits.take(CLIENT);
    assertEquals(new Standing(true, 3, 0, Instant.parse("2026-02-01T00:00:00Z")), month.standing());

    now = Instant.parse("2026-02-01T00:00:00Z");

    assertInstanceOf(Yes.class, limits.take(CLIENT));
    assertEquals(new CallCount(LocalDate.of(2026, 2, 1), 1, 1), table.count());
  }

  @Test
  void shouldWriteOnceACall() throws Exception {
    table = new MemoryCountTable(CallLimit.NONE, () -> {});
    limits.take(CLIENT);
    int first = table.writes();
    for (int i = 0; i < 100; i++) {
      limits.take(CLIENT);
    }

    assertEquals(100, table.writes() - first);
  }

  @Test
  void shouldGiveBackOnTheSameDayOnly() throws Exception {
    Yes taken = (Yes) limits.take(CLIENT);
    limits.giveBack(CLIENT, taken);
    assertEquals(0, table.count().dayCalls());
    Yes again = (Yes) limits.take(CLIENT);
    now = Instant.parse("2026-01-31T00:00:00Z");
    limits.take(CLIENT);

    limits.giveBack(CLIENT, again);

    assertEquals(new CallCount(LocalDate.of(2026, 1, 31), 1, 2), table.count());
  }

  @Test
  void shouldCountOnTheDayOfTheClockThatIsAhead() throws Exception {
    limits.take(CLIENT);
    now = Instant.parse("2026-01-29T23:59:59Z");

    Yes taken = (Yes) limits.take(CLIENT);

    assertEquals(LocalDate.of(2026, 1, 30), taken.day());
    assertInstanceOf(LimitReached.class, limits.take(CLIENT));
  }

  @Test
  void shouldRefuseWhoIsDisabledRemovedOrHasAnOldSecret() throws Exception {
    table.version(2);
    assertInstanceOf(Rotated.class, limits.take(CLIENT));
    table.enabled(false);
    assertInstanceOf(NotAllowed.class, limits.take(CLIENT));
    table.enabled(true);
    table.removed();
    assertInstanceOf(NotAllowed.class, limits.take(CLIENT));
    assertEquals(CallCount.NOTHING, table.count());
  }

  @Test
  void shouldRefuseWithoutTheTable() {
    table.away(true);

    assertThrows(AccessUnavailableException.class, () -> limits.take(CLIENT));
  }

  @Test
  void shouldGiveUpWhenEveryWriteIsLostToOthers() {
    CallLimits other = new CallLimits(new Ahead(), () -> now);

    assertThrows(AccessUnavailableException.class, () -> other.take(CLIENT));
  }

  /** To the table of the moment. */
  private final class Forwarded implements CountTable {

    @Override
    public Met add(Counted caller, Step step, LocalDate day) throws AccessUnavailableException {
      return table.add(caller, step, day);
    }

    @Override
    public void giveBack(Counted caller, LocalDate day) throws AccessUnavailableException {
      table.giveBack(caller, day);
    }
  }

  /** Always meets a day that is later than the one it is asked for. */
  private static final class Ahead implements CountTable {

    @Override
    public Met add(Counted caller, Step step, LocalDate day) {
      return new Met(false, true, true, 1, CallLimit.NONE, new CallCount(day.plusDays(1), 1, 1));
    }

    @Override
    public void giveBack(Counted caller, LocalDate day) {}
  }
}
