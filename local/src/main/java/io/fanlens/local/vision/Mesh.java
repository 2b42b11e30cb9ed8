package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Region;

/**
 * The 468 points of a face in the photo's pixels, and the network's confidence that there is a face
 * (0 to 1). Depth has the scale of the other axes and grows away from the camera.
 */
final class Mesh {

  static final int POINTS = 468;

  /** The outer corners of the eyes; left is left in the picture. */
  static final int LEFT_EYE_CORNER = 33;

  static final int RIGHT_EYE_CORNER = 263;

  final float[] x;
  final float[] y;
  final float[] z;
  final float presence;

  Mesh(float[] x, float[] y, float[] z, float presence) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.presence = presence;
  }

  Box bounds() {
    float left = Float.MAX_VALUE;
    float top = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    float bottom = -Float.MAX_VALUE;
    for (int i = 0; i < POINTS; i++) {
      left = Math.min(left, x[i]);
      right = Math.max(right, x[i]);
      top = Math.min(top, y[i]);
      bottom = Math.max(bottom, y[i]);
    }
    return new Box(left, top, right - left, bottom - top);
  }

  /** The square around these points, eyes level, for a second, more accurate mesh. */
  Region region() {
    Box box = bounds();
    float angle =
        (float)
            Math.atan2(
                y[RIGHT_EYE_CORNER] - y[LEFT_EYE_CORNER], x[RIGHT_EYE_CORNER] - x[LEFT_EYE_CORNER]);
    return new Region(
        box.left() + box.width() / 2,
        box.top() + box.height() / 2,
        1.5f * Math.max(box.width(), box.height()),
        angle);
  }

  float distance(int a, int b) {
    return (float) Math.sqrt(square(x[a] - x[b]) + square(y[a] - y[b]) + square(z[a] - z[b]));
  }

  private static float square(float value) {
    return value * value;
  }
}
