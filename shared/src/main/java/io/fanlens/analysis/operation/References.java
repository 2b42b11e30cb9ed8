package io.fanlens.analysis.operation;

import io.fanlens.settings.PictureLimits;

/** Where an operation gets a picture that it sends beside the one it is asked about. */
@FunctionalInterface
public interface References {

  /** For who only checks parameters: there is none. */
  References NONE =
      (bucket, key, limits) -> {
        throw new BadReferenceException("No reference pictures can be fetched here.");
      };

  /**
   * The picture as it may be sent within the limits.
   *
   * @throws BadReferenceException when there is none that can be used; a sentence that names the
   *     key and the way out
   */
  Reference get(String bucket, String key, PictureLimits limits)
      throws BadReferenceException, InterruptedException;
}
