package io.fanlens.operations.audit;

import java.time.Instant;

/**
 * An object of the bucket, as listed.
 *
 * @param eTag without quotes
 */
record ObjectFacts(String key, String eTag, long bytes, Instant lastModified) {

  /** What consoles create as a folder: it gets no rows. */
  boolean isFolderMarker() {
    return bytes == 0 && key.endsWith("/");
  }
}
