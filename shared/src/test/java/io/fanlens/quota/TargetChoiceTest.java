package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.quota.TargetChoice.Candidate;
import io.fanlens.settings.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TargetChoiceTest {

  private static final TargetQuota LARGE = new TargetQuota(Target.home("large"), 100, 100);
  private static final TargetQuota SMALL = new TargetQuota(Target.home("small"), 25, 25);
  private static final TargetQuota ZERO_WEIGHT = new TargetQuota(Target.home("fallback"), 100, 0);

  private final WeightedChoice choice = new WeightedChoice(new SplittableRandom(5));

  @ParameterizedTest
  @EnumSource
  void shouldSharePermitsNotReservationsByWeightWhileAllIsIdle(TargetChoice way) {
    List<Candidate> idle = List.of(new Candidate(LARGE, 0, 8), new Candidate(SMALL, 0, 2));
    Map<TargetQuota, Integer> permits = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Candidate picked = way.pick(idle, choice);
      permits.merge(picked.quota(), picked.permits(), Integer::sum);
    }
    assertEquals(4.0, (double) permits.get(LARGE) / permits.get(SMALL), 0.2);
  }

  @Test
  void shouldPreferTheEarlierOfTwo() {
    List<Candidate> candidates = List.of(new Candidate(LARGE, 500, 8), new Candidate(SMALL, 0, 2));
    assertEquals(SMALL, TargetChoice.EARLIER_OF_TWO.pick(candidates, choice).quota());
  }

  @ParameterizedTest
  @EnumSource
  void shouldUseAZeroWeightTargetOnlyWhenNoOtherIsLeft(TargetChoice way) {
    Candidate zeroWeight = new Candidate(ZERO_WEIGHT, 0, 8);
    for (int i = 0; i < 100; i++) {
      assertEquals(
          SMALL, way.pick(List.of(zeroWeight, new Candidate(SMALL, 500, 2)), choice).quota());
    }
    assertEquals(ZERO_WEIGHT, way.pick(List.of(zeroWeight), choice).quota());
  }

  @Test
  void shouldFollowTheWeightsBetweenTargetsThatCanStartAtTheSameTime() {
    List<Candidate> idle = List.of(new Candidate(SMALL, 0, 1), new Candidate(LARGE, 0, 1));
    int large = 0;
    for (int i = 0; i < 10_000; i++) {
      large += TargetChoice.EARLIER_OF_TWO.pick(idle, choice).quota().equals(LARGE) ? 1 : 0;
    }
    assertEquals(8_000, large, 200, "100 of 125");
  }

  @Test
  void shouldPreferTheEarlierOfTwoFallbacks() {
    TargetQuota other = new TargetQuota(Target.home("other"), 100, 0);
    List<Candidate> fallbacks =
        List.of(new Candidate(ZERO_WEIGHT, 500, 1), new Candidate(other, 0, 1));
    for (int i = 0; i < 100; i++) {
      assertEquals(other, TargetChoice.EARLIER_OF_TWO.pick(fallbacks, choice).quota());
    }
  }
}
