package io.fanlens.pipeline;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.result.PictureVersion;

/** Where pictures are fetched from, always exactly the requested version. */
public interface Pictures {

  /**
   * The first bytes of the file, and its size.
   *
   * @throws PictureGoneException when the object, or this version of it, is no longer there
   * @throws BadPictureException when it can never be fetched: archived
   */
  FileHead head(PictureVersion version) throws PictureGoneException, BadPictureException;

  /**
   * The whole file.
   *
   * @param head what was fetched before
   * @throws PictureGoneException when the object, or this version of it, is no longer there
   * @throws BadPictureException when it can never be fetched: archived
   */
  byte[] whole(PictureVersion version, FileHead head)
      throws PictureGoneException, BadPictureException;

  /** Whether this version is the current one of its key. */
  boolean isCurrent(PictureVersion version);
}
