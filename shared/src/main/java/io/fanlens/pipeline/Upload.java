package io.fanlens.pipeline;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PicturePreparer;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.PictureLimits;

/**
 * A picture of one version: fetched when it is first needed, and kept for all operations, as it was
 * prepared too. A BMP is converted once for DetectFaces and DetectLabels.
 */
final class Upload {

  private final Pictures pictures;
  private final PictureVersion version;
  private byte[] bytes;
  private PreparedPicture prepared;
  private PictureLimits preparedFor;

  Upload(Pictures pictures, PictureVersion version) {
    this.pictures = pictures;
    this.version = version;
  }

  PreparedPicture prepared(PicturePreparer preparer, PictureLimits limits)
      throws PictureGoneException, BadPictureException, InterruptedException {
    if (bytes != null) {
      // Fetched under another operation's claim. A removal that came in between found no claim of
      // this operation to remove, so this one needs a look of its own.
      pictures.confirm(version);
    }
    if (prepared == null || !servesToo(limits)) {
      prepared = preparer.prepare(bytes(), limits);
      preparedFor = limits;
    }
    return prepared;
  }

  /** What was made smaller for a narrower operation has lost detail that this one could use. */
  private boolean servesToo(PictureLimits limits) {
    return preparedFor.maxBytes() >= limits.maxBytes()
        && preparedFor.maxSide() >= limits.maxSide()
        && prepared.bytes().length <= limits.maxBytes()
        && Math.max(prepared.width(), prepared.height()) <= limits.maxSide()
        && Math.min(prepared.width(), prepared.height()) >= limits.minSide();
  }

  private byte[] bytes() throws PictureGoneException, BadPictureException {
    if (bytes == null) {
      bytes = pictures.fetch(version);
    }
    return bytes;
  }
}
