package io.fanlens.quota;

import io.fanlens.settings.TargetSettings;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Weighted random choice among targets: with weights 100, 25 and 25 the first is drawn two times of
 * three. Targets of weight 0 are drawn only when no other is left.
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
   * One of some weighted items.
   *
   * @throws IllegalArgumentException when there is none to choose from
   */
  public <T> T draw(List<T> items, ToDoubleFunction<T> weight) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("no target to choose from");
    }
    double sum = 0;
    for (T item : items) {
      sum += weight.applyAsDouble(item);
    }
    if (sum <= 0) {
      return items.get(random.nextInt(items.size()));
    }
    double point = random.nextDouble(sum);
    T last = null;
    for (T item : items) {
      double share = weight.applyAsDouble(item);
      if (share > 0) {
        last = item;
        point -= share;
        if (point < 0) {
          return item;
        }
      }
    }
    return last; // rounding left a remainder, which belongs to the last
  }
}
