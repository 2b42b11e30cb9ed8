package io.fanlens.analysis.operation;

import io.fanlens.settings.PictureLimits;

/** Where an operation gets the reference picture that it sends along. */
@FunctionalInterface
public interface References {

  /** For checking parameters only: there is none. */
  References NONE =
      (bucket, key, limits) -> {
        throw new BadReferenceException("No reference pictures can be fetched here.");
      };

  /**
   * The picture as it may be sent within the limits.
   *
   * @throws BadReferenceException when there is none that can be used; its message names the key
   *     and the fix
   */
  Reference get(String bucket, String key, PictureLimits limits)
      throws BadReferenceException, InterruptedException;
}
