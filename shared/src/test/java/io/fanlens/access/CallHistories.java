package io.fanlens.access;

import io.fanlens.access.CallTaken.LimitReached;
import io.fanlens.access.CallTaken.NotAllowed;
import io.fanlens.access.CallTaken.Rotated;
import io.fanlens.access.CallTaken.Yes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One random history: instances whose clocks differ call for one client around the turns of days
 * and months, between each other's looks and writes, and give back. The history counts for itself.
 */
public final class CallHistories {

  private static final Counted CLIENT = new Counted.Client("FL0123456789ABCDEFGH", 1);
  private static final int DEEPEST = 4;

  private final RandomGenerator random;
  private final CallLimit limit;
  private final CallLimits[] instances = new CallLimits[3];
  private final Map<LocalDate, Long> days = new HashMap<>();
  private final Map<YearMonth, Long> months = new HashMap<>();
  private final List<Yes> taken = new ArrayList<>();
  private Instant now;
  private int depth;
  private int refused;

  private CallHistories(RandomGenerator random) {
    this.random = random;
    limit = new CallLimit(random.nextInt(4), random.nextInt(7));
    now = Instant.parse("2026-01-30T20:00:00Z").plus(Duration.ofHours(random.nextInt(48)));
    MemoryCountTable table = new MemoryCountTable(limit, this::others);
    for (int i = 0; i < instances.length; i++) {
      Duration skew = Duration.ofMinutes(random.nextInt(-90, 90));
      instances[i] = new CallLimits(table, () -> now.plus(skew));
    }
  }

  /**
   * Runs one.
   *
   * @return calls that were allowed and refused
   * @throws AssertionError when more was allowed than a limit says, or less
   */
  public static int[] run(RandomGenerator random, int calls) throws AccessUnavailableException {
    CallHistories history = new CallHistories(random);
    for (int i = 0; i < calls; i++) {
      history.now = history.now.plus(Duration.ofMinutes(random.nextInt(300)));
      history.step();
    }
    return new int[] {history.taken.size(), history.refused};
  }

  private void others() {
    if (depth < DEEPEST && random.nextInt(3) == 0) {
      depth++;
      try {
        step();
      } catch (AccessUnavailableException e) {
        throw new IllegalStateException(e);
      } finally {
        depth--;
      }
    }
  }

  private void step() throws AccessUnavailableException {
    CallLimits instance = instances[random.nextInt(instances.length)];
    if (!taken.isEmpty() && random.nextInt(5) == 0) {
      Yes back = taken.remove(random.nextInt(taken.size()));
      LocalDate newest = days.keySet().stream().max(LocalDate::compareTo).orElseThrow();
      instance.giveBack(CLIENT, back);
      if (back.day().equals(newest)) {
        days.merge(back.day(), -1L, Long::sum);
        months.merge(YearMonth.from(back.day()), -1L, Long::sum);
      }
      return;
    }
    switch (instance.take(CLIENT)) {
      case Yes yes -> {
        taken.add(yes);
        check(limit.perDay(), days.merge(yes.day(), 1L, Long::sum), yes);
        check(limit.perMonth(), months.merge(YearMonth.from(yes.day()), 1L, Long::sum), yes);
      }
      case LimitReached reached -> {
        refused++;
        if (reached.standing().remaining() != 0) {
          throw new AssertionError("refused with calls left: " + reached);
        }
      }
      case NotAllowed other -> throw new AssertionError(other);
      case Rotated other -> throw new AssertionError(other);
    }
  }

  private static void check(long limit, long calls, Yes yes) {
    if (limit > 0 && calls > limit) {
      throw new AssertionError("%d calls where %d are allowed: %s".formatted(calls, limit, yes));
    }
  }
}
