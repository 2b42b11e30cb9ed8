package io.fanlens.pipeline;

import io.fanlens.picture.BadPictureException;
import io.fanlens.result.PictureVersion;

/** Where pictures are fetched from. */
@FunctionalInterface
public interface Pictures {

  /**
   * The bytes of exactly this version.
   *
   * @throws PictureGoneException when the object, or this version of it, is no longer there
   * @throws BadPictureException when it can never be fetched: archived, or far too large
   */
  byte[] fetch(PictureVersion version) throws PictureGoneException, BadPictureException;

  /**
   * Looks whether this version is still there.
   *
   * @throws PictureGoneException when it is not
   */
  default void confirm(PictureVersion version) throws PictureGoneException {}
}
