package io.fanlens.stage.capacity;

/**
 * The load that a plan is made for.
 *
 * @param picturesPerSecond the throughput to reach; 0 for no such goal
 * @param burst pictures that arrive at once
 * @param picturesPerMonth pictures a month, for the cost
 * @param megabytes of one picture
 * @param faces on one picture
 */
public record Demand(
    double picturesPerSecond, long burst, long picturesPerMonth, double megabytes, int faces) {

  public static final Demand DEFAULTS = new Demand(0, 100_000, 1_000_000, 2, 3);

  public Demand {
    atLeast("--pictures-per-second", picturesPerSecond, 0);
    atLeast("--burst", (double) burst, 1);
    atLeast("--pictures-per-month", (double) picturesPerMonth, 1);
    atLeast("--megabytes", megabytes, 0.001);
    atLeast("--faces", faces, 0);
  }

  public boolean hasRate() {
    return picturesPerSecond > 0;
  }

  /** Checks an option's number. */
  public static void atLeast(String name, double value, double least) {
    if (!(value >= least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s is %s; give a number of at least %s"
              .formatted(name, Numbers.brief(value), Numbers.brief(least)));
    }
  }
}
