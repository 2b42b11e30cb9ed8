package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QuotaPoolTest {

  private static List<TargetQuota> targets(String account, int count) {
    List<TargetQuota> targets = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      targets.add(new TargetQuota(new Target(account, "eu-west-" + i), 10, 5));
    }
    return targets;
  }

  private static Map<String, Integer> sizes(QuotaPool pool) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    pool.groups().forEach(group -> sizes.put(group.key(), group.targets().size()));
    return sizes;
  }

  @Test
  void shouldKeepUpToThirtySixTargetsOfAnAccountTogether() {
    assertEquals(
        Map.of("DetectFaces#home", 36), sizes(QuotaPool.of("DetectFaces", targets("home", 36))));
    assertEquals(
        Map.of("DetectFaces#home", 36, "DetectFaces#home-2", 1),
        sizes(QuotaPool.of("DetectFaces", targets("home", 37))));
    assertEquals(
        Map.of("DetectFaces#home", 36, "DetectFaces#home-2", 36, "DetectFaces#home-3", 1),
        sizes(QuotaPool.of("DetectFaces", targets("home", 73))));
  }

  @Test
  void shouldMakeAGroupOfEachAccount() {
    List<TargetQuota> targets = new ArrayList<>(targets("home", 2));
    targets.addAll(targets("123456789012", 3));
    QuotaPool pool = QuotaPool.of("DetectFaces", targets);
    assertEquals(Map.of("DetectFaces#home", 2, "DetectFaces#123456789012", 3), sizes(pool));
    assertEquals(10, pool.groups().getFirst().weight());
    assertEquals(15, pool.groups().getLast().weight());
    assertEquals(50, pool.permitsPerSecond());
  }

  @Test
  void shouldRefuseATargetThatIsNamedTwiceAndAPoolWithoutAny() {
    List<TargetQuota> twice = new ArrayList<>(targets("home", 1));
    twice.addAll(targets("home", 1));
    assertThrows(IllegalArgumentException.class, () -> QuotaPool.of("DetectFaces", twice));
    assertThrows(IllegalArgumentException.class, () -> QuotaPool.of("DetectFaces", List.of()));
  }

  @Test
  void shouldHoldTheTargetsOfAnOperationsSettings() {
    OperationSettings settings =
        new OperationSettings(
            Operation.DETECT_FACES,
            Map.of(),
            List.of(new TargetSettings("eu-west-1", 50, 3), new TargetSettings("eu-west-2", 5, 0)));
    QuotaPool pool = QuotaPool.of(settings);
    assertEquals("DetectFaces", pool.operation());
    assertEquals(
        List.of(
            new TargetQuota(Target.home("eu-west-1"), 50, 3),
            new TargetQuota(Target.home("eu-west-2"), 5, 0)),
        pool.groups().getFirst().targets());
  }
}
