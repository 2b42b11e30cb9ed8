package io.fanlens.local.vision;

import io.fanlens.local.vision.graph.DescriptorGraph;
import io.fanlens.local.vision.graph.FacePlanes;
import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.Region;
import java.util.List;
import java.util.Map;

/**
 * Compares two faces: a network (dlib's face recognition ResNet) computes a descriptor of 128
 * numbers for each face, and those of one person are close to each other. Thread-safe.
 */
public final class FaceLikeness implements AutoCloseable {

  private static final int CHIP = DescriptorGraph.SIDE;

  /**
   * A larger distance means different persons; it maps to a similarity of 80. Its authors use 0.6;
   * here 5 of 31 pairs of different people were closer than that, the closest at 0.55.
   */
  private static final double LIMIT = 0.52;

  private static final double SIMILARITY_AT_LIMIT = 80;

  /** Of the similarity curve: equal pixels have 100%, strangers at a distance of 0.7 about 24%. */
  private static final double STEEPNESS = 14;

  /**
   * Where the network expects the corners of the eyes and the base of the nose, in the ratios of a
   * square around the face with a quarter of its side as margin.
   */
  private static final float[][] EXPECTED = {
    {0.120576f, 0.213727f},
    {0.334085f, 0.229064f},
    {0.646060f, 0.228967f},
    {0.859567f, 0.213498f},
    {0.490112f, 0.627798f}
  };

  private static final float MARGIN = 0.25f;

  private final OnnxNetwork network =
      new OnnxNetwork("dlib face recognition", () -> DescriptorGraph.onnx(Weights.likeness()));

  /** The descriptor of a face that was found in the photo. */
  public float[] describe(Photo photo, Face face) {
    float[] chip = new float[CHIP * CHIP * 3];
    photo.sample(square(photo, face.landmarks()), CHIP, 0, 255, chip);
    return describe(chip);
  }

  /**
   * The descriptor of an upright face.
   *
   * @param rgb 150 x 150 px, three values each from 0 to 255
   */
  float[] describe(float[] rgb) {
    return network.run(FacePlanes.of(rgb, CHIP), 1, 3, CHIP, CHIP);
  }

  public List<OnnxNetwork> networks() {
    return List.of(network);
  }

  @Override
  public void close() {
    network.close();
  }

  /** How alike two faces are, in percent: 80 and more are the same person. */
  public static double similarity(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) (one[i] - other[i]) * (one[i] - other[i]);
    }
    double distance = Math.sqrt(sum);
    double offset = Math.log(100 / SIMILARITY_AT_LIMIT - 1);
    double similarity = 100 / (1 + Math.exp(STEEPNESS * (distance - LIMIT) + offset));
    double max = 100 / (1 + Math.exp(-STEEPNESS * LIMIT + offset));
    return 100 * similarity / max;
  }

  /** The rotated square that aligns the face best with the expected positions. */
  private static Region square(Photo photo, Map<Landmark, Point> landmarks) {
    float[][] found = {
      at(photo, landmarks.get(Landmark.LEFT_EYE_LEFT)),
      at(photo, landmarks.get(Landmark.LEFT_EYE_RIGHT)),
      at(photo, landmarks.get(Landmark.RIGHT_EYE_LEFT)),
      at(photo, landmarks.get(Landmark.RIGHT_EYE_RIGHT)),
      between(
          at(photo, landmarks.get(Landmark.NOSE_LEFT)),
          at(photo, landmarks.get(Landmark.NOSE_RIGHT)))
    };
    float[] from = mean(EXPECTED);
    float[] to = mean(found);
    double along = 0;
    double across = 0;
    double norm = 0;
    for (int i = 0; i < found.length; i++) {
      double x = EXPECTED[i][0] - from[0];
      double y = EXPECTED[i][1] - from[1];
      double u = found[i][0] - to[0];
      double v = found[i][1] - to[1];
      along += x * u + y * v;
      across += x * v - y * u;
      norm += x * x + y * y;
    }
    double cos = along / norm; // scale included
    double sin = across / norm;
    double dx = 0.5 - from[0];
    double dy = 0.5 - from[1];
    return new Region(
        (float) (to[0] + cos * dx - sin * dy),
        (float) (to[1] + sin * dx + cos * dy),
        (float) (Math.hypot(cos, sin) * (1 + 2 * MARGIN)),
        (float) Math.atan2(sin, cos));
  }

  private static float[] at(Photo photo, Point point) {
    return new float[] {point.x() * photo.width(), point.y() * photo.height()};
  }

  private static float[] between(float[] a, float[] b) {
    return new float[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2};
  }

  private static float[] mean(float[][] points) {
    float[] mean = new float[2];
    for (float[] point : points) {
      mean[0] += point[0] / points.length;
      mean[1] += point[1] / points.length;
    }
    return mean;
  }
}
