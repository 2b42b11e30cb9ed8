package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.Region;

/** Brightness and sharpness of a face, measured on 96 x 96 px of its center. */
final class FaceQuality {

  private static final int SIDE = 96;

  /**
   * Mean difference of a pixel from its neighbors, in gray levels, that gives a sharpness of 63.
   */
  private static final double FAIRLY_SHARP = 2.5;

  private FaceQuality() {}

  static Quality quality(Photo photo, Mesh mesh) {
    Region eyesLevel = mesh.region();
    Region inner =
        new Region(
            eyesLevel.centerX(), eyesLevel.centerY(), eyesLevel.side() / 2, eyesLevel.angle());
    float[] rgb = new float[SIDE * SIDE * 3];
    photo.sample(inner, SIDE, 0, 255, rgb);
    double[] grey = new double[SIDE * SIDE];
    double sum = 0;
    for (int i = 0; i < grey.length; i++) {
      grey[i] = 0.299 * rgb[3 * i] + 0.587 * rgb[3 * i + 1] + 0.114 * rgb[3 * i + 2];
      sum += grey[i];
    }
    double brightness = 100 * sum / grey.length / 255;
    double sharpness = 100 * (1 - Math.exp(-roughness(grey) / FAIRLY_SHARP));
    return new Quality((float) brightness, (float) sharpness);
  }

  /** Mean difference of pixels from the mean of their four neighbors. */
  private static double roughness(double[] grey) {
    double sum = 0;
    for (int y = 1; y < SIDE - 1; y++) {
      for (int x = 1; x < SIDE - 1; x++) {
        int i = y * SIDE + x;
        sum +=
            Math.abs(grey[i] - (grey[i - 1] + grey[i + 1] + grey[i - SIDE] + grey[i + SIDE]) / 4);
      }
    }
    return sum / ((SIDE - 2) * (SIDE - 2));
  }
}
