package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
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
  void shouldKeepHalfASecondOfCallsWaitingForPermits() {
    assertEquals(23, of(List.of(FACES), 10));
    assertEquals(225, of(List.of(FACES), 1));
  }

  @Test
  void shouldFollowTheOperationWithTheLowestQuota() {
    // 110 pictures a second, each in flight for two calls and half a second.
    assertEquals(15, of(List.of(FACES, LABELS), 10));
    assertEquals(141, of(List.of(LABELS, FACES), 1));
  }

  @Test
  void shouldUseNineTenthsOfTheQuotaWithoutReservation() {
    assertEquals(9, of(List.of(FACES), OperationsByPrefix.ALL, QuotaChoice.DRAW, 10));
    assertEquals(4, of(List.of(FACES, LABELS), OperationsByPrefix.ALL, QuotaChoice.DRAW, 10));
  }

  @Test
  void shouldAddUpTheThroughputOfDifferentPrefixes() {
    // 250 x 0.9 messages for faces, 110 x 0.9 for labels.
    assertEquals(
        33,
        of(Map.of("", List.of(Operation.DETECT_LABELS), "a/", List.of(Operation.DETECT_FACES))));
    // 110 x 1.28 for both and 250 x 0.9 for faces alone are more than all quotas allow.
    assertEquals(
        33,
        of(
            Map.of(
                "",
                List.of(Operation.DETECT_LABELS, Operation.DETECT_FACES),
                "a/",
                List.of(Operation.DETECT_FACES))));
    assertEquals(
        15,
        of(Map.of("", List.of(), "a/", List.of(Operation.DETECT_LABELS, Operation.DETECT_FACES))));
  }

  private static int of(Map<String, List<Operation>> lists) {
    return of(List.of(FACES, LABELS), new OperationsByPrefix(lists), QuotaChoice.RESERVE, 10);
  }

  @Test
  void shouldNotCountFallbackTargets() {
    OperationSettings operation =
        new OperationSettings(
            Operation.DETECT_FACES,
            Map.of(),
            List.of(
                new TargetSettings("us-east-1", 100, 1), new TargetSettings("us-west-2", 1000, 0)));
    assertEquals(9, of(List.of(operation), 10));
  }

  @Test
  void shouldStayWithinTheLimitsOfTheMapping() {
    assertEquals(2, of(List.of(), 10));
    OperationSettings fast =
        new OperationSettings(
            Operation.DETECT_FACES, Map.of(), List.of(new TargetSettings("us-east-1", 90_000, 1)));
    assertEquals(1000, of(List.of(fast), 10));
  }

  private static int of(List<OperationSettings> operations, int batchSize) {
    return of(operations, OperationsByPrefix.ALL, QuotaChoice.RESERVE, batchSize);
  }

  private static int of(
      List<OperationSettings> operations,
      OperationsByPrefix prefixes,
      QuotaChoice choice,
      int batchSize) {
    return MaximumConcurrency.of(
        new AnalysisConfiguration(operations, prefixes, List.of(), choice, 5, 0), batchSize);
  }
}
