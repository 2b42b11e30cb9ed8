package io.fanlens.analysis.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitedSpendingTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private int left = 1;
  private boolean full;
  private boolean late;
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
          (operation, targets, lastStart) -> new FreeTurns(), stop, operation -> 1, noEvents());

  @Test
  void shouldRefuseCallsBeyondTheDailyLimit() throws Exception {
    answered();

    NoCapacityException refused = assertThrows(NoCapacityException.class, () -> slots().next());

    assertEquals(NoCapacity.Reason.SPENDING_STOP, refused.reason());
    assertTrue(routing.knownToBeFull(Operation.DETECT_FACES).isPresent());
  }

  @ParameterizedTest
  @EnumSource(
      value = CallProblem.class,
      names = {"THROTTLED", "RAMPED_TOO_FAST", "DENIED", "OBJECT_REFUSED", "BAD_PICTURE"})
  void shouldNotCountRefusedCalls(CallProblem problem) throws Exception {
    try (CallSlot slot = slots().next()) {
      slot.begin();
      slot.failed(problem);
    }

    answered();
  }

  @ParameterizedTest
  @EnumSource(
      value = CallProblem.class,
      names = {"SERVICE_FAULT", "INTERRUPTED"})
  void shouldCountCallsThatMayHaveBeenBilledWithoutAnAnswer(CallProblem problem) throws Exception {
    try (CallSlot slot = slots().next()) {
      slot.begin();
      slot.failed(problem);
    }

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

  private void answered() throws Exception {
    try (CallSlot slot = slots().next()) {
      slot.begin();
      slot.answered();
    }
  }

  private CallSlots slots() {
    return routing.slots(Operation.DETECT_FACES, List.of(), NOW);
  }

  private static QuotaEvents noEvents() {
    return new QuotaEvents() {};
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
          return Target.home("us-east-1");
        }

        @Override
        public boolean begin() {
          return !late;
        }

        @Override
        public void answered() {}

        @Override
        public void failed(CallProblem problem) {}

        @Override
        public void close() {}
      };
    }

    @Override
    public boolean isAnotherLeft() {
      return true;
    }
  }
}
