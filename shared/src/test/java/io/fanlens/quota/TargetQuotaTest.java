package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetQuotaTest {

  private static final Target DUBLIN = Target.home("eu-west-1");

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100_000.001, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseAQuotaThatNobodyHas(double quota) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new TargetQuota(DUBLIN, quota, 1));
    assertTrue(refusal.getMessage().startsWith("permitsPerSecond of home#eu-west-1 is "));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1_000_000.001, Double.NaN})
  void shouldRefuseAWeightThatIsNone(double weight) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new TargetQuota(DUBLIN, 1, weight));
    assertTrue(refusal.getMessage().startsWith("weight of home#eu-west-1 is "));
  }

  @Test
  void shouldTakeTheLargestQuotaAndWeightAndAFallback() {
    assertEquals(100_000, new TargetQuota(DUBLIN, 100_000, 0).permitsPerSecond());
    assertEquals(1_000_000, new TargetQuota(DUBLIN, 0.001, 1_000_000).weight());
    assertEquals(0, new TargetQuota(DUBLIN, 1, 0).weight());
  }

  @Test
  void shouldRoundTheTimeBetweenTwoCallsUp() {
    assertEquals(20_000, new TargetQuota(DUBLIN, 50, 1).intervalMicros(1));
    assertEquals(333_334, new TargetQuota(DUBLIN, 3, 1).intervalMicros(1), "never over the quota");
    assertEquals(40_000, new TargetQuota(DUBLIN, 50, 1).intervalMicros(0.5));
  }
}
