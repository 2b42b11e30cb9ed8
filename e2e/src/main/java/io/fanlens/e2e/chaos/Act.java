package io.fanlens.e2e.chaos;

import java.time.Duration;

/**
 * An action of somebody who uses the bucket.
 *
 * @param at since the start
 * @param version of the key, from 1; 0 where there is none
 */
record Act(Duration at, Kind kind, String key, int version) {

  enum Kind {
    PUT,
    /** Has a picture's first bytes, and cannot be read. */
    PUT_BROKEN,
    REMOVE,
    /** A message that is no S3 event, straight into the queue. */
    SEND_POISON
  }
}
