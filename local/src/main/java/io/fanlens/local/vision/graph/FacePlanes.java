package io.fanlens.local.vision.graph;

/** The pixels of a face as face-api's networks take them: one plane for each color. */
public final class FacePlanes {

  /** The mean color of the faces that these networks were trained with. */
  private static final float[] MEAN_RGB = {122.782f, 117.001f, 104.298f};

  private FacePlanes() {}

  /**
   * The input of a network.
   *
   * @param rgb of a square, three values each pixel, from 0 to 255
   */
  public static float[] of(float[] rgb, int side) {
    int pixels = side * side;
    float[] planes = new float[3 * pixels];
    for (int i = 0; i < planes.length; i++) {
      int color = i / pixels;
      planes[i] = (rgb[3 * (i % pixels) + color] - MEAN_RGB[color]) / 255;
    }
    return planes;
  }
}
