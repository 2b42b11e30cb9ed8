package io.fanlens.picture;

import io.fanlens.picture.PreparedPicture.Size;
import java.awt.geom.AffineTransform;

/**
 * A turn of a JPEG that is not decoded: its blocks go to other places, and so do the numbers in
 * each. A side that is mirrored must be whole units of 16 px (8 in grey), since a part of a unit
 * can only stand at the end: 4,032 x 3,024 px can be turned in every way, 4,000 x 3,000 cannot.
 */
final class JpegTurn {

  private final Size size;
  private final Orientation orientation;
  private final int[] places;
  private final int[] signs;

  private JpegTurn(Size size, Orientation orientation, int[] places, int[] signs) {
    this.size = size;
    this.orientation = orientation;
    this.places = places;
    this.signs = signs;
  }

  static JpegTurn of(BaselineJpeg jpeg, Orientation orientation) throws NotRequantised {
    AffineTransform turn = orientation.toUpright(0, 0);
    Size size = new Size(jpeg.width(), jpeg.height()).turnedBy(orientation);
    boolean swaps = turn.getScaleX() == 0;
    boolean mirrorsColumns = turn.getScaleX() + turn.getShearX() < 0;
    boolean mirrorsRows = turn.getScaleY() + turn.getShearY() < 0;
    if ((mirrorsColumns && size.width() % jpeg.unit() != 0)
        || (mirrorsRows && size.height() % jpeg.unit() != 0)) {
      throw new NotRequantised("a part of a unit would stand at the beginning");
    }
    int[] places = new int[JpegBlockReader.ENTRIES];
    int[] signs = new int[JpegBlockReader.ENTRIES];
    for (int from = 0; from < places.length; from++) {
      int natural = JpegSteps.ZIGZAG[from];
      int row = swaps ? natural % 8 : natural / 8;
      int column = swaps ? natural / 8 : natural % 8;
      int to = 0;
      while (JpegSteps.ZIGZAG[to] != row * 8 + column) {
        to++;
      }
      places[from] = to;
      boolean negative = (mirrorsColumns && column % 2 == 1) != (mirrorsRows && row % 2 == 1);
      signs[from] = negative ? -1 : 1;
    }
    return new JpegTurn(size, orientation, places, signs);
  }

  /** Of the turned picture. */
  Size size() {
    return size;
  }

  /** By a number's place in a block: its place in the turned one. */
  int place(int from) {
    return places[from];
  }

  int sign(int from) {
    return signs[from];
  }

  /** Where the blocks of a component go: each one's index, by column and row, in the turned one. */
  Blocks blocks(int columns, int rows) {
    AffineTransform turn = orientation.toUpright(columns, rows);
    int width = new Size(columns, rows).turnedBy(orientation).width();
    int x = (int) turn.getTranslateX() - (turn.getScaleX() + turn.getShearX() < 0 ? 1 : 0);
    int y = (int) turn.getTranslateY() - (turn.getScaleY() + turn.getShearY() < 0 ? 1 : 0);
    return new Blocks(
        y * width + x,
        (int) (turn.getScaleX() + turn.getShearY() * width),
        (int) (turn.getShearX() + turn.getScaleY() * width));
  }

  /**
   * Where blocks go.
   *
   * @param first the first block's index
   * @param right to add for each column
   * @param down to add for each row
   */
  record Blocks(int first, int right, int down) {
    int of(int column, int row) {
      return first + column * right + row * down;
    }
  }
}
