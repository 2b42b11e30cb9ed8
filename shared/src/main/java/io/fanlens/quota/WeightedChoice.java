package io.fanlens.quota;

import io.fanlens.settings.TargetSettings;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Weighted random choice among targets: with weights 100, 25 and 25 the first is drawn two times of
 * three. Targets of weight 0 are stand-ins, drawn only when nothing else is left.
 */
public final class WeightedChoice {

  private final RandomGenerator random;

  public WeightedChoice(RandomGenerator random) {
    this.random = random;
  }

  /**
   * One of the targets.
   *
   * @throws IllegalArgumentException when there is none to choose from
   */
  public TargetSettings draw(List<TargetSettings> targets) {
    return draw(targets, TargetSettings::weight);
  }

  /**
   * One of some things that have weights.
   *
   * @throws IllegalArgumentException when there is none to choose from
   */
  public <T> T draw(List<T> things, ToDoubleFunction<T> weight) {
    if (things.isEmpty()) {
      throw new IllegalArgumentException("no target to choose from");
    }
    double sum = 0;
    for (T thing : things) {
      sum += weight.applyAsDouble(thing);
    }
    if (sum <= 0) {
      return things.get(random.nextInt(things.size()));
    }
    double point = random.nextDouble(sum);
    T last = null;
    for (T thing : things) {
      double share = weight.applyAsDouble(thing);
      if (share > 0) {
        last = thing;
        point -= share;
        if (point < 0) {
          return thing;
        }
      }
    }
    return last; // rounding left a rest of the sum: it belongs to the last
  }
}
