package io.fanlens.bench.peers;

import java.time.Duration;

/**
 * The same for all.
 *
 * @param quota DetectFaces calls a second of each Region
 * @param processes that work on pictures at the same time
 * @param patience how long the run lasts at most
 */
public record PeerSetup(int pictures, double quota, int processes, Duration patience) {

  public PeerSetup {
    if (pictures < 1 || processes < 1) {
      throw new IllegalArgumentException(
          "%d pictures and %d processes; give at least one of each".formatted(pictures, processes));
    }
    if (!(quota > 0)) {
      throw new IllegalArgumentException("quota is " + quota + "; give more than 0");
    }
  }
}
