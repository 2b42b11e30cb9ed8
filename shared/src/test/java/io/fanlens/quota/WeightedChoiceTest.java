package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.settings.TargetSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WeightedChoiceTest {

  private static final TargetSettings VIRGINIA = new TargetSettings("us-east-1", 100, 100);
  private static final TargetSettings OHIO = new TargetSettings("us-east-2", 25, 25);
  private static final TargetSettings ZERO_WEIGHT = new TargetSettings("us-west-1", 25, 0);

  private final WeightedChoice choice = new WeightedChoice(new Random(7));

  @Test
  void shouldDrawInProportionToTheWeights() {
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      drawn.merge(choice.draw(List.of(OHIO, VIRGINIA)).region(), 1, Integer::sum);
    }
    assertEquals(8_000, drawn.get("us-east-1"), 150);
    assertEquals(2_000, drawn.get("us-east-2"), 150);
  }

  @Test
  void shouldDrawAZeroWeightTargetOnlyWhenNoOtherIsLeft() {
    for (int i = 0; i < 1_000; i++) {
      assertEquals(OHIO, choice.draw(List.of(ZERO_WEIGHT, OHIO)));
    }
    assertEquals(ZERO_WEIGHT, choice.draw(List.of(ZERO_WEIGHT)));
  }

  @Test
  void shouldRefuseToDrawFromNothing() {
    assertThrows(IllegalArgumentException.class, () -> choice.draw(List.of()));
  }

  /** A choice that draws this point of the sum of the weights. */
  private static WeightedChoice drawing(DoubleUnaryOperator point) {
    return new WeightedChoice(
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new AssertionError("one number is drawn between 0 and the sum");
          }

          @Override
          public double nextDouble(double bound) {
            return point.applyAsDouble(bound);
          }
        });
  }

  @Test
  void shouldGiveEachTargetItsWeightFromWhereTheLastOneEnds() {
    List<TargetSettings> targets = List.of(VIRGINIA, OHIO);
    assertEquals(VIRGINIA, drawing(sum -> 0).draw(targets));
    assertEquals(VIRGINIA, drawing(sum -> Math.nextDown(100.0)).draw(targets));
    assertEquals(OHIO, drawing(sum -> 100).draw(targets));
    assertEquals(OHIO, drawing(Math::nextDown).draw(targets));
  }

  @Test
  void shouldLeaveWhatRoundingLeftOverToTheLastThatHasAWeight() {
    List<Double> weights = List.of(0.1, 0.2, 0.3, 0.0); // their sum is a little over 0.6
    assertEquals(0.3, drawing(Math::nextDown).draw(weights, Double::doubleValue));
  }
}
