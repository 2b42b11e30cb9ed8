package io.fanlens.local.vision.text;

import io.fanlens.local.vision.photo.Photo;

/**
 * A photo turned so that its text is upright.
 *
 * @param photo the turned one
 * @param frame where it lies in the original
 */
record TurnedPhoto(Photo photo, TextArea frame) {

  /** Turned back by the angle that its text has in the original. */
  static TurnedPhoto of(Photo original, double angle) {
    double cos = Math.abs(Math.cos(angle));
    double sin = Math.abs(Math.sin(angle));
    double width = original.width() * cos + original.height() * sin;
    double height = original.width() * sin + original.height() * cos;
    TextArea frame =
        TextArea.around(original.width() / 2.0, original.height() / 2.0, angle, width, height);
    int columns = (int) Math.ceil(width);
    int rows = (int) Math.ceil(height);
    int[] rgb =
        original.crop(
            frame.left(), frame.top(), angle, frame.width(), frame.height(), columns, rows);
    return new TurnedPhoto(Photo.of(rgb, columns, rows), frame);
  }

  /** Where an area of the turned photo lies in the original. */
  TextArea inOriginal(TextArea area) {
    return frame.inside(area);
  }
}
