package io.fanlens.local.vision.label;

import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.photo.Photo;

/**
 * One way to show a photo to the network, which takes a square.
 *
 * @param area what is shown, in ratios of the photo; beyond an edge its nearest pixels
 * @param mirrored with left and right exchanged
 */
record Look(Box area, boolean mirrored) {

  private static final int CHANNELS = 3;

  /** The whole photo, narrowed to a square, and mirrored. */
  static Look narrowed() {
    return new Look(new Box(0, 0, 1, 1), true);
  }

  /** The photo as it is, within a square. */
  static Look within(Photo photo) {
    float side = Math.max(photo.width(), photo.height());
    float width = side / photo.width();
    float height = side / photo.height();
    return new Look(new Box((1 - width) / 2, (1 - height) / 2, width, height), false);
  }

  /** Red, green and blue, one after the other, from -1 to 1. */
  float[] planes(Photo photo, int side) {
    int[] rgb =
        photo.crop(
            area.left() * photo.width(),
            area.top() * photo.height(),
            0,
            area.width() * photo.width(),
            area.height() * photo.height(),
            side,
            side);
    float[] planes = new float[CHANNELS * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      int column = i % side;
      int from = mirrored ? i - column + side - 1 - column : i;
      for (int channel = 0; channel < CHANNELS; channel++) {
        int value = (rgb[from] >> (16 - 8 * channel)) & 255;
        planes[channel * rgb.length + i] = value / 127.5f - 1;
      }
    }
    return planes;
  }

  /** Where something is in the photo that was seen here. */
  FoundObject inPhoto(FoundObject seen) {
    Box box = seen.box();
    float left = mirrored ? 1 - box.right() : box.left();
    return new FoundObject(
        seen.kind(),
        seen.score(),
        new Box(
            area.left() + left * area.width(),
            area.top() + box.top() * area.height(),
            box.width() * area.width(),
            box.height() * area.height()));
  }
}
