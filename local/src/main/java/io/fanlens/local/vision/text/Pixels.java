package io.fanlens.local.vision.text;

import io.fanlens.local.vision.photo.Photo;

/**
 * Pixels of an area of a photo, upright in reading direction.
 *
 * @param rgb packed, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pixels(int[] rgb, int width, int height) {

  private static final int CHANNELS = 3;

  static Pixels of(Photo photo, TextArea area, int width, int height) {
    return new Pixels(
        photo.crop(
            area.left(), area.top(), area.angle(), area.width(), area.height(), width, height),
        width,
        height);
  }

  /** On the left of a wider, otherwise black square. */
  Pixels widened(int newWidth) {
    int[] wide = new int[newWidth * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(rgb, y * width, wide, y * newWidth, width);
    }
    return new Pixels(wide, newWidth, height);
  }

  /** Blue, green and red as these networks take them: one after the other, normalized. */
  float[] planes(float[] mean, float[] deviation) {
    int count = rgb.length;
    float[] planes = new float[CHANNELS * count];
    for (int i = 0; i < count; i++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        float value = ((rgb[i] >> (8 * channel)) & 255) / 255f;
        planes[channel * count + i] = (value - mean[channel]) / deviation[channel];
      }
    }
    return planes;
  }
}
