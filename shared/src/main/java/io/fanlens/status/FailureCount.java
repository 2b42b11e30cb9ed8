package io.fanlens.status;

import java.util.SortedMap;

/**
 * FAILED rows of the last days.
 *
 * @param days today included
 * @param complete false when there are more than were read
 */
public record FailureCount(int days, SortedMap<String, Long> byCode, boolean complete) {

  public long total() {
    return byCode.values().stream().mapToLong(Long::longValue).sum();
  }
}
