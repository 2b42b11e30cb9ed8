package io.fanlens.pipeline;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.result.PictureVersion;

/** Where pictures are fetched from. Whatever is fetched is of exactly the version asked for. */
public interface Pictures {

  /**
   * How the file begins, and how large it is.
   *
   * @throws PictureGoneException when the object, or this version of it, is no longer there
   * @throws BadPictureException when it can never be fetched: archived
   */
  FileHead head(PictureVersion version) throws PictureGoneException, BadPictureException;

  /**
   * The whole file.
   *
   * @param head what was fetched of it before
   * @throws PictureGoneException when the object, or this version of it, is no longer there
   * @throws BadPictureException when it can never be fetched: archived
   */
  byte[] whole(PictureVersion version, FileHead head)
      throws PictureGoneException, BadPictureException;

  /** Whether this version is what stands under its key now. */
  boolean isCurrent(PictureVersion version);
}
