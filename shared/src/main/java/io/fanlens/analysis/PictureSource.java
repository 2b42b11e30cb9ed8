package io.fanlens.analysis;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.SentPicture;
import io.fanlens.settings.Target;

/** One picture for the calls of one operation, as each target takes it. */
public interface PictureSource {

  /**
   * Whether the picture must be converted first for this target. That takes too long to hold a
   * start time meanwhile.
   */
  boolean needsConversion(Target target);

  /**
   * The picture as this target takes it; fetched and converted when it is not at hand yet.
   *
   * @throws PictureGoneException when the object, or this version of it, is no longer there
   * @throws BadPictureException when it can never be sent
   */
  SentPicture forTarget(Target target)
      throws PictureGoneException, BadPictureException, InterruptedException;

  /** Rekognition did not take the object: from now on every target gets bytes. */
  void objectRefused(String why);

  /**
   * Makes sure that the answer belongs to this version of the picture: an object may have been
   * replaced before Rekognition read it.
   *
   * @throws PictureGoneException when it was replaced; the answer must be dropped
   */
  void confirm(SentPicture sent) throws PictureGoneException, InterruptedException;
}
