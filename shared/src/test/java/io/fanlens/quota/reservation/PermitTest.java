package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import org.junit.jupiter.api.Test;

final class PermitTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final QuotaRules RULES = QuotaRules.DEFAULTS;
  private static final TargetQuota QUOTA = new TargetQuota(Target.home("eu-west-1"), 50, 50);

  @Test
  void shouldBeLostWhenItIsNotUsedWithinATenthOfASecond() {
    Permit permit = new Permit("DetectFaces#home", QUOTA, NOW, 20_000, "", true);
    assertFalse(permit.isLost(NOW - S, RULES));
    assertFalse(permit.isLost(NOW + 100_000, RULES));
    assertTrue(permit.isLost(NOW + 100_001, RULES));
  }

  @Test
  void shouldBeGoodForAProbeAsLongAsItsAnswerCanBeOverdueWithinTheLease() {
    Permit probe = new Permit("DetectFaces#home", QUOTA, NOW, 10 * S, "me", true);
    assertEquals(NOW + 10 * S, probe.end());
    assertFalse(probe.isLost(NOW + 7 * S, RULES));
    assertTrue(probe.isLost(NOW + 7 * S + 1, RULES));
  }
}
