package io.fanlens.pipeline;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.result.PictureVersion;
import java.time.Duration;

/**
 * Where pictures are fetched from, always exactly the requested version. A bucket that does not
 * answer as it should is a {@link BucketFailedException}.
 */
public interface Pictures {

  /**
   * The first bytes of the file, and its size.
   *
   * @throws PictureGoneException when the object, or this version of it, is no longer there
   * @throws BadPictureException when it can never be fetched: archived
   */
  FileHead head(PictureVersion version)
      throws PictureGoneException, BadPictureException, InterruptedException;

  /**
   * The whole file.
   *
   * @param head what was fetched before
   * @throws PictureGoneException when the object, or this version of it, is no longer there
   * @throws BadPictureException when it can never be fetched: archived
   */
  byte[] whole(PictureVersion version, FileHead head)
      throws PictureGoneException, BadPictureException, InterruptedException;

  /**
   * Whether this version is the current one of its key.
   *
   * @param timeout of the request
   */
  boolean isCurrent(PictureVersion version, Duration timeout) throws InterruptedException;
}
