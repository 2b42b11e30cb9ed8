package io.fanlens.analysis.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.DeniedTargets;
import io.fanlens.settings.Operation;
import io.fanlens.settings.TargetSettings;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightedDrawTest {

  private static final List<TargetSettings> HOME =
      List.of(new TargetSettings("us-east-1", 100, 100));

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final WeightedDraw routing =
      new WeightedDraw(new WeightedChoice(new Random(1)), new DeniedTargets(() -> now), () -> now);

  @Test
  void shouldSendNothingWhenFetchingThePictureTookTooLong() throws Exception {
    CallSlots slots = routing.slots(Operation.DETECT_FACES, HOME, now.plusSeconds(10));
    CallSlot first = slots.next();
    now = now.plusSeconds(10);
    assertTrue(first.begin(), "at the last moment");
    assertFalse(slots.isAnotherLeft(), "it was called");
    CallSlot second = slots.next();
    now = now.plusMillis(1);
    assertFalse(second.begin());
    assertTrue(slots.isAnotherLeft(), "it was not called");
  }

  @Test
  void shouldSkipATargetLongerOnlyWhileItAnswersNothing() throws Exception {
    denied();
    now = now.plusSeconds(30);
    denied();
    now = now.plusSeconds(30);
    assertSkipped("for a minute, the second time");
    now = now.plusSeconds(30);
    answered();

    denied();
    assertSkipped("it denied access just now");
    now = now.plusSeconds(30);
    answered();
  }

  private void denied() throws Exception {
    CallSlot slot = slots().next();
    slot.begin();
    slot.failed(CallProblem.DENIED);
  }

  private void answered() throws Exception {
    CallSlot slot = slots().next();
    slot.begin();
    slot.answered();
  }

  private void assertSkipped(String why) {
    CallFailedException none = assertThrows(CallFailedException.class, () -> slots().next(), why);
    assertEquals("ALL_TARGETS_DENIED", none.code());
  }

  private CallSlots slots() {
    return routing.slots(Operation.DETECT_FACES, HOME, now.plusSeconds(60));
  }
}
