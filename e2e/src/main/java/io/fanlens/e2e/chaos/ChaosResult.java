package io.fanlens.e2e.chaos;

import java.time.Duration;
import java.util.Map;

/**
 * A whole run in figures.
 *
 * @param faults how often each was injected
 * @param hits how many requests to S3, SQS and DynamoDB each met
 * @param quietAfter from the end of all faults to the last acknowledged message
 */
public record ChaosResult(
    ChaosPlan plan,
    Map<ChaosFault.Kind, Integer> faults,
    Map<ChaosFault.Kind, Long> hits,
    int doubledEvents,
    long deaths,
    boolean clocksShifted,
    Duration quietAfter,
    Vitals first,
    Vitals last,
    Findings findings) {

  /** Whether every invariant held. */
  public boolean isGood() {
    return findings.broken.isEmpty() && isFlat();
  }

  boolean isFlat() {
    return last.isFlatAfter(first);
  }
}
