package io.fanlens.analysis.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.call.CallProblem;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.quota.reservation.QuotaEvents;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.spending.SpendingStop;
import io.fanlens.spending.SpendingTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitedSpendingTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Target HOME = Target.home("us-east-1");

  private int left = 1;
  private int billed = 1;
  private boolean full;
  private boolean late;
  private boolean anotherLeft = true;
  private final List<String> passedOn = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final SpendingStop stop =
      new SpendingStop(
          new SpendingTable() {
            @Override
            public int take(LocalDate day, int wanted, long maxPerDay) {
              int taken = Math.min(wanted, left);
              left -= taken;
              return taken;
            }

            @Override
            public void giveBack(LocalDate day, int calls) {
              left += calls;
            }
          },
          1,
          1,
          () -> NOW);
  private final RoutingStrategy routing =
      new LimitedSpending(
          (operation, targets, lastStart) -> new FreeTurns(),
          stop,
          operation -> billed,
          new QuotaEvents() {
            @Override
            public void refused(String operation, NoCapacity noCapacity) {
              refused.add(operation + " " + noCapacity.reason());
            }
          });

  @Test
  void shouldRefuseCallsBeyondTheDailyLimit() throws Exception {
    answered();

    NoCapacityException spent = assertThrows(NoCapacityException.class, () -> slots().next());

    assertEquals(NoCapacity.Reason.SPENDING_STOP, spent.reason());
    assertTrue(routing.knownToBeFull(Operation.DETECT_FACES).isPresent());
  }

  @ParameterizedTest
  @EnumSource(
      value = CallProblem.class,
      names = {
        "THROTTLED",
        "RAMPED_TOO_FAST",
        "DENIED",
        "OBJECT_REFUSED",
        "BAD_PICTURE",
        "REQUEST_REFUSED"
      })
  void shouldNotCountRefusedCalls(CallProblem problem) throws Exception {
    failed(problem);

    answered();
  }

  @ParameterizedTest
  @EnumSource(
      value = CallProblem.class,
      names = {"SERVICE_FAULT", "INTERRUPTED"})
  void shouldCountCallsThatMayHaveBeenBilledWithoutAnAnswer(CallProblem problem) throws Exception {
    failed(problem);

    assertThrows(NoCapacityException.class, () -> slots().next());
  }

  @Test
  void shouldNotCountACallThatGotNoPermit() throws Exception {
    full = true;
    assertThrows(NoCapacityException.class, () -> slots().next());
    full = false;

    answered();
  }

  @Test
  void shouldNotCountACallWhoseTimeWasMissed() throws Exception {
    late = true;
    try (CallSlot slot = slots().next()) {
      slot.begin();
    }
    late = false;

    answered();
  }

  @Test
  void shouldSendNothingWhenTheTimeWasMissed() throws Exception {
    try (CallSlot slot = slots().next()) {
      assertTrue(slot.begin());
    }
    left = 1;
    late = true;
    try (CallSlot slot = slots().next()) {
      assertFalse(slot.begin());
    }
  }

  @Test
  void shouldCountACallForAsManyAsItIsBilled() throws Exception {
    left = 3;
    billed = 2;
    answered();

    assertThrows(NoCapacityException.class, () -> slots().next());
  }

  @Test
  void shouldUncountARefusedCallForAsManyAsItIsBilled() throws Exception {
    left = 2;
    billed = 2;
    failed(CallProblem.THROTTLED);

    answered();
    assertThrows(NoCapacityException.class, () -> slots().next());
  }

  @Test
  void shouldUncountACallOnlyOnce() throws Exception {
    failed(CallProblem.THROTTLED);
    CallSlot slot = slots().next();
    slot.close();
    slot.close();

    answered();
    assertThrows(NoCapacityException.class, () -> slots().next());
  }

  @Test
  void shouldReportEachRefusalOfTheDailyLimitOnce() throws Exception {
    assertTrue(routing.knownToBeFull(Operation.DETECT_FACES).isEmpty());
    answered();
    assertEquals(List.of(), refused);

    assertThrows(NoCapacityException.class, () -> slots().next());
    assertEquals(List.of("DetectFaces SPENDING_STOP"), refused);
    routing.knownToBeFull(Operation.DETECT_TEXT);
    assertEquals(List.of("DetectFaces SPENDING_STOP", "DetectText SPENDING_STOP"), refused);
  }

  @Test
  void shouldRouteLikeTheStrategyThatItLimits() throws Exception {
    left = 2;
    CallSlots slots = slots();
    assertTrue(slots.isAnotherLeft());
    anotherLeft = false;
    assertFalse(slots.isAnotherLeft());

    try (CallSlot slot = slots.next()) {
      assertEquals(HOME, slot.target());
      slot.begin();
      slot.answered();
    }
    assertEquals(List.of("answered", "closed"), passedOn);
    passedOn.clear();
    try (CallSlot slot = slots.next()) {
      slot.begin();
      slot.failed(CallProblem.DENIED);
    }
    assertEquals(List.of("failed DENIED", "closed"), passedOn);
  }

  private void failed(CallProblem problem) throws Exception {
    try (CallSlot slot = slots().next()) {
      slot.begin();
      slot.failed(problem);
    }
  }

  private void answered() throws Exception {
    try (CallSlot slot = slots().next()) {
      slot.begin();
      slot.answered();
    }
  }

  private CallSlots slots() {
    return routing.slots(Operation.DETECT_FACES, List.of(), NOW);
  }

  /** Unlimited slots, unless there is no permit. */
  private final class FreeTurns implements CallSlots {

    @Override
    public CallSlot next() throws NoCapacityException {
      if (full) {
        throw new NoCapacityException("DetectFaces", new NoCapacity(NoCapacity.Reason.BUSY, 0));
      }
      return new CallSlot() {
        @Override
        public Target target() {
          return HOME;
        }

        @Override
        public boolean begin() {
          return !late;
        }

        @Override
        public void answered() {
          passedOn.add("answered");
        }

        @Override
        public void failed(CallProblem problem) {
          passedOn.add("failed " + problem);
        }

        @Override
        public void close() {
          passedOn.add("closed");
        }
      };
    }

    @Override
    public boolean isAnotherLeft() {
      return anotherLeft;
    }
  }
}
