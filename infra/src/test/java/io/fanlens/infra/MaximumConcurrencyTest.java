package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.TargetSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaximumConcurrencyTest {

  private static final OperationSettings FACES =
      OperationSettings.ofDefaults(Operation.DETECT_FACES, Map.of(), "us-east-1");
  private static final OperationSettings LABELS =
      OperationSettings.ofDefaults(Operation.DETECT_LABELS, Map.of(), "us-east-1");

  @Test
  void shouldKeepNineTenthsOfTheQuotaBusy() {
    assertEquals(9, MaximumConcurrency.of(List.of(FACES), 10));
    assertEquals(86, MaximumConcurrency.of(List.of(FACES), 1));
  }

  @Test
  void shouldFollowTheSlowestOperation() {
    assertEquals(4, MaximumConcurrency.of(List.of(FACES, LABELS), 10));
  }

  @Test
  void shouldNotCountTargetsThatOnlyStandIn() {
    OperationSettings operation =
        new OperationSettings(
            Operation.DETECT_FACES,
            Map.of(),
            List.of(
                new TargetSettings("us-east-1", 100, 1), new TargetSettings("us-west-2", 1000, 0)));
    assertEquals(4, MaximumConcurrency.of(List.of(operation), 10));
  }

  @Test
  void shouldStayWithinTheMappingsOwnBounds() {
    assertEquals(2, MaximumConcurrency.of(List.of(), 10));
    OperationSettings fast =
        new OperationSettings(
            Operation.DETECT_FACES, Map.of(), List.of(new TargetSettings("us-east-1", 90_000, 1)));
    assertEquals(1000, MaximumConcurrency.of(List.of(fast), 10));
  }
}
