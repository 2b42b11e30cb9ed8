package io.fanlens.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;

/**
 * How the functions share the targets' quotas.
 *
 * @param choice whether start times are reserved, or targets only drawn by weight
 * @param table name of the quota table
 * @param processes most functions that run at once; while the quota table is unavailable, each
 *     keeps to half of its even share
 * @param maxCallsPerDay paid calls a day (UTC) of all operations together; 0 for no limit
 * @param apiWaitMillis how far ahead calls of an API reserve the same quotas; null without an API
 */
public record QuotaSettings(
    QuotaChoice choice,
    String table,
    int processes,
    long maxCallsPerDay,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer apiWaitMillis) {

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
    if (apiWaitMillis != null && apiWaitMillis < 0) {
      throw new IllegalArgumentException(
          "quota.apiWaitMillis is %d; give 0 or more, or leave it out".formatted(apiWaitMillis));
    }
  }

  /** Without an API. */
  public QuotaSettings(QuotaChoice choice, String table, int processes, long maxCallsPerDay) {
    this(choice, table, processes, maxCallsPerDay, null);
  }

  /** How far ahead an API's calls reserve; empty without an API. */
  public Optional<Duration> apiWait() {
    return Optional.ofNullable(apiWaitMillis).map(Duration::ofMillis);
  }
}
