package io.fanlens.picture.heif;

import io.fanlens.picture.Size;

/**
 * The part of the stored pixels that is to be seen, before any turn.
 *
 * @param left columns that are cut off
 * @param top rows that are cut off
 */
record Crop(int left, int top, Size size) {

  static Crop none(Size whole) {
    return new Crop(0, 0, whole);
  }

  boolean fits(Size whole) {
    return size.width() >= 1
        && size.height() >= 1
        && left >= 0
        && top >= 0
        && (long) left + size.width() <= whole.width()
        && (long) top + size.height() <= whole.height();
  }
}
