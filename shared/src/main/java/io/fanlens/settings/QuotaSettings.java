package io.fanlens.settings;

/**
 * How the functions share the targets' quotas.
 *
 * @param choice whether start times are reserved, or targets only drawn by weight
 * @param table name of the quota table
 * @param processes most functions that run at once; while the quota table is unavailable, each
 *     keeps to half of its even share
 * @param maxCallsPerDay paid calls a day (UTC) of all operations together; 0 for no limit
 */
public record QuotaSettings(QuotaChoice choice, String table, int processes, long maxCallsPerDay) {

  /** AWS Lambda's own limit of an event source mapping's MaximumConcurrency. */
  private static final int MOST_PROCESSES = 1000;

  public QuotaSettings {
    if (choice == null) {
      throw new IllegalArgumentException("quota.choice is missing; choose reserve or draw");
    }
    if (table == null || table.isBlank()) {
      throw new IllegalArgumentException("quota.table is missing; name the quota table");
    }
    if (processes < 1 || processes > MOST_PROCESSES) {
      throw new IllegalArgumentException(
          "quota.processes is %d; give 1 to %d".formatted(processes, MOST_PROCESSES));
    }
    if (maxCallsPerDay < 0) {
      throw new IllegalArgumentException(
          "quota.maxCallsPerDay is %d; give 1 or more, or 0 for no limit"
              .formatted(maxCallsPerDay));
    }
  }
}
