package io.fanlens.pipeline;

import io.fanlens.analysis.operation.BadReferenceException;
import java.util.Optional;

/** Where reference pictures are fetched from. */
@FunctionalInterface
public interface ReferenceSource {

  /** An object as it is stored. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy would double the memory
  record Stored(String eTag, byte[] bytes) {}

  /**
   * The newest version of an object, unless it is the known one.
   *
   * @param knownETag empty when none is known
   * @return empty when the known version still is the newest
   * @throws BadReferenceException when there is no such object, or it can never be fetched
   */
  Optional<Stored> fetchUnless(String knownETag, String bucket, String key)
      throws BadReferenceException, InterruptedException;
}
