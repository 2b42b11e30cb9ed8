package io.fanlens.picture.codec;

import java.io.IOException;

/** A picture whose samples cannot be told: read in a guessed range it would come out wrong. */
public final class UnknownSamplesException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * @param what the picture has, for example {@code "has floating-point samples beyond 0 to 1"}
   */
  public UnknownSamplesException(String what) {
    super(what);
  }
}
