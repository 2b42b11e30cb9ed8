package io.fanlens.pipeline;

import io.fanlens.picture.BadPictureException;
import io.fanlens.result.PictureVersion;

/** The bytes of a picture, fetched when they are first needed and then kept for all operations. */
final class Upload {

  private final Pictures pictures;
  private final PictureVersion version;
  private byte[] bytes;

  Upload(Pictures pictures, PictureVersion version) {
    this.pictures = pictures;
    this.version = version;
  }

  byte[] bytes() throws PictureGoneException, BadPictureException {
    if (bytes == null) {
      bytes = pictures.fetch(version);
    }
    return bytes;
  }
}
