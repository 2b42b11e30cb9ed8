package io.fanlens.functions.api;

import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Refuses who failed to sign in too often of late, before anything is read or computed for them. It
 * counts in memory, so every instance of the function counts by itself, and no stranger causes a
 * write. Failures count for a key from one network: if they counted for the key, anybody could lock
 * its client out. A network with many wrong keys is refused altogether.
 */
final class FailedSignIns {

  static final int MOST_OF_A_KEY = 10;
  static final int MOST_OF_A_NETWORK = 100;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 2_000;

  private record Failures(Instant since, int count) {}

  private final InstantSource clock;
  private final Map<String, Failures> failures = new BoundedMap<>(MOST_REMEMBERED);

  FailedSignIns(InstantSource clock) {
    this.clock = clock;
  }

  /** Refuses a try that comes too soon. */
  synchronized void check(String network, String keyId) throws ApiException {
    check(network, MOST_OF_A_NETWORK);
    check(ofKey(network, keyId), MOST_OF_A_KEY);
  }

  private void check(String name, int most) throws ApiException {
    Failures last = current(name);
    if (last.count() >= most) {
      throw new ApiException(
              ApiProblem.TOO_MANY_FAILURES,
              "Too many requests of this address had a wrong key or secret; try again later.")
          .retriedAfter(Duration.between(clock.instant(), last.since().plus(WINDOW)));
    }
  }

  synchronized void failed(String network, String keyId) {
    for (String name : new String[] {network, ofKey(network, keyId)}) {
      Failures last = current(name);
      failures.put(name, new Failures(last.since(), last.count() + 1));
    }
  }

  private Failures current(String name) {
    Instant now = clock.instant();
    Failures last = failures.get(name);
    return last == null || !now.isBefore(last.since().plus(WINDOW)) ? new Failures(now, 0) : last;
  }

  private static String ofKey(String network, String keyId) {
    return network + "|" + keyId;
  }
}
