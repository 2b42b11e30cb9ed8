package io.fanlens.quota;

/**
 * When a target is out of use, and how it comes back. Times are in microseconds.
 *
 * @param faultsToOpen faults in a row that open the breaker
 * @param faultGapMicros faults further apart are not in a row
 * @param openMicros first time out of use
 * @param longestOpenMicros longest time out of use
 * @param leaseMicros how long the elected prober has, to fetch its picture, to send it and to learn
 *     that the answer is overdue
 * @param overdueMicros a call unanswered for this long counts as a fault already
 * @param rampMicros a target comes back this slowly after its breaker closed
 * @param deniedMicros a target that denied access is left alone this long, and twice as long each
 *     time that its probe is denied
 * @param longestDeniedMicros longest such time
 */
public record BreakerRules(
    int faultsToOpen,
    long faultGapMicros,
    long openMicros,
    long longestOpenMicros,
    long leaseMicros,
    long overdueMicros,
    long rampMicros,
    long deniedMicros,
    long longestDeniedMicros) {

  static final BreakerRules DEFAULTS =
      new BreakerRules(
          5,
          5_000_000,
          2_000_000,
          4_000_000,
          10_000_000,
          3_000_000,
          1_000_000,
          30_000_000,
          600_000_000);

  public BreakerRules {
    RuleChecks.requirePositive("faultsToOpen", faultsToOpen);
    if (leaseMicros <= overdueMicros) {
      throw new IllegalArgumentException(
          "leaseMicros is %d; give more than overdueMicros (%d), or no probe can be sent"
              .formatted(leaseMicros, overdueMicros));
    }
    if (deniedMicros <= longestOpenMicros) {
      throw new IllegalArgumentException(
          "deniedMicros is %d; give more than longestOpenMicros (%d), which tells them apart"
              .formatted(deniedMicros, longestOpenMicros));
    }
  }

  /** How long a target is out of use after a fault, having been so for {@code before}. */
  public long nextOpen(long before) {
    return Math.clamp(2 * before, openMicros, longestOpenMicros);
  }

  /** How long it is left alone after a denial. */
  public long nextDenied(long before) {
    return Math.clamp(2 * before, deniedMicros, longestDeniedMicros);
  }

  /** Whether a target that is out of use for that long denied access. */
  public boolean isDenied(long openFor) {
    return openFor >= deniedMicros;
  }
}
