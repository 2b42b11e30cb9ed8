package io.fanlens.functions.page.picture;

/** Where previews are stored: one for each version of a picture and length of its longer side. */
public interface PreviewStore {

  boolean isThere(PictureObject object, int side);

  /**
   * Stores one.
   *
   * @param type as which it is handed out
   */
  void put(PictureObject object, int side, byte[] preview, String type);

  /** An address at which it can be read for an hour, if it is there: that is not asked. */
  String read(PictureObject object, int side);
}
