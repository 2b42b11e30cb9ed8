package io.fanlens.picture;

/** A picture as one call sends it: its bytes, or the name of its object in the bucket. */
public sealed interface SentPicture permits PreparedPicture, StoredPicture {

  PictureFormat format();

  long byteCount();

  /** In px, as stored. */
  int width();

  /** In px, as stored. */
  int height();
}
