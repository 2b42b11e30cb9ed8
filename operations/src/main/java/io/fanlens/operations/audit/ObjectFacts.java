package io.fanlens.operations.audit;

import java.time.Instant;

/**
 * An object of the bucket, as a listing tells it.
 *
 * @param eTag without quotes
 */
record ObjectFacts(String key, String eTag, long bytes, Instant lastModified) {

  /** What consoles create as a folder: the pipeline owes it nothing. */
  boolean isFolderMarker() {
    return bytes == 0 && key.endsWith("/");
  }
}
