package io.fanlens.e2e.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {

  private static final Duration TIME = Duration.ofMinutes(10);

  @Test
  void shouldDrawTheSamePlanFromTheSameSeed() {
    assertEquals(ChaosPlan.draw(7, 500, TIME), ChaosPlan.draw(7, 500, TIME));
    assertNotEquals(ChaosPlan.draw(7, 500, TIME).acts(), ChaosPlan.draw(8, 500, TIME).acts());
    assertNotEquals(ChaosPlan.draw(7, 500, TIME).faults(), ChaosPlan.draw(8, 500, TIME).faults());
  }

  @Test
  void shouldHoldEveryKindOfFaultAndOfAct() {
    ChaosPlan plan = ChaosPlan.draw(1, 2_000, TIME);
    Set<ChaosFault.Kind> faults = EnumSet.noneOf(ChaosFault.Kind.class);
    plan.faults().forEach(fault -> faults.add(fault.kind()));
    assertEquals(EnumSet.allOf(ChaosFault.Kind.class), faults);
    for (Act.Kind kind : Act.Kind.values()) {
      assertTrue(plan.count(kind) > 0, kind.name());
    }
    assertTrue(plan.acts().stream().allMatch(act -> act.at().compareTo(TIME) < 0));
  }

  @Test
  void shouldGiveEachVersionBytesOfItsOwn() {
    ChaosPictures pictures = new ChaosPictures(1);
    Set<String> digests = new HashSet<>();
    ChaosPlan plan = ChaosPlan.draw(1, 200, TIME);
    long puts = plan.count(Act.Kind.PUT) + plan.count(Act.Kind.PUT_BROKEN);
    plan.acts().stream()
        .filter(act -> act.version() > 0)
        .forEach(act -> digests.add(ChaosPictures.digest(pictures.of(act))));
    assertEquals(puts, digests.size());
    assertTrue(
        Arrays.equals(pictures.of(plan.acts().getFirst()), pictures.of(plan.acts().getFirst())));
  }
}
