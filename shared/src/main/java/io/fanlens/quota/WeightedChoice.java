package io.fanlens.quota;

import io.fanlens.settings.TargetSettings;
import java.util.List;
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
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("no target to choose from");
    }
    double sum = targets.stream().mapToDouble(TargetSettings::weight).sum();
    if (sum <= 0) {
      return targets.get(random.nextInt(targets.size()));
    }
    double point = random.nextDouble(sum);
    TargetSettings last = null;
    for (TargetSettings target : targets) {
      if (target.weight() > 0) {
        last = target;
        point -= target.weight();
        if (point < 0) {
          return target;
        }
      }
    }
    return last; // rounding left a rest of the sum: it belongs to the last
  }
}
