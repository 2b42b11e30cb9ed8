package io.fanlens.e2e.chaos;

import io.fanlens.local.faults.ShiftedClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Some of the function's processes have a clock that is wrong by a second. Which ones, follows from
 * their number and the seed.
 */
final class Clocks {

  private static final String APP_ID = "AWS_SDK_UA_APP_ID";
  private static final Duration OFF = Duration.ofSeconds(1);

  private final long seed;
  private final Optional<ShiftedClock> clock = ShiftedClock.find();

  Clocks(long seed) {
    this.seed = seed;
  }

  boolean canShift() {
    return clock.isPresent();
  }

  Map<String, String> shifted(Map<String, String> environment) {
    if (clock.isEmpty()) {
      return environment;
    }
    int number = Integer.parseInt(environment.get(APP_ID).replaceAll("\\D", ""));
    return switch ((int) Math.floorMod(number + seed, 5L)) {
      case 1 -> clock.get().in(environment, OFF);
      case 3 -> clock.get().in(environment, OFF.negated());
      default -> environment;
    };
  }
}
