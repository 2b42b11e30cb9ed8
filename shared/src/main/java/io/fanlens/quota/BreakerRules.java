package io.fanlens.quota;

/**
 * When a target is out of use, and how it comes back. Times are in microseconds.
 *
 * @param faultsToOpen faults in a row that open the breaker
 * @param faultGapMicros faults further apart are not in a row
 * @param openMicros first time out of use
 * @param longestOpenMicros longest time out of use
 * @param leaseMicros how long the elected prober has
 * @param overdueMicros a call unanswered for this long counts as a fault already
 * @param rampMicros a target comes back this slowly after its breaker closed
 * @param deniedMicros a target that denied access is left alone this long
 */
public record BreakerRules(
    int faultsToOpen,
    long faultGapMicros,
    long openMicros,
    long longestOpenMicros,
    long leaseMicros,
    long overdueMicros,
    long rampMicros,
    long deniedMicros) {

  static final BreakerRules DEFAULTS =
      new BreakerRules(
          5, 5_000_000, 2_000_000, 4_000_000, 2_000_000, 3_000_000, 1_000_000, 600_000_000);

  public BreakerRules {
    QuotaRules.requirePositive("faultsToOpen", faultsToOpen);
  }
}
