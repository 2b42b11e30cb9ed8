package io.fanlens.picture.codec;

/** A picture that was decoded outside libvips, three bytes a pixel, handed over row by row. */
public interface RgbRows {

  int width();

  int height();

  /**
   * Reads a row.
   *
   * @param y 0 is the upper one
   * @param into three bytes for each pixel of the width
   */
  void read(int y, byte[] into);
}
