package io.fanlens.local.vision;

import io.fanlens.local.vision.convert.TfliteConverter;
import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * BlazeFace, full range: samples one square to 192 x 192 px and scores a face in each of 48 x 48
 * cells. Boxes and key points are offsets from the cell, in pixels of the 192 px input.
 */
final class Detector {

  private static final int INPUT = 192;
  private static final int CELLS = 48;
  private static final int COUNT = CELLS * CELLS;

  /**
   * x, y, width, height, then six key points: eyes (left in the picture first), nose, mouth, ears.
   */
  private static final int VALUES = 16;

  static final String BOXES = "reshaped_regressor_face_4";
  static final String SCORES = "reshaped_classifier_face_4";

  private final OnnxNetwork network =
      new OnnxNetwork("BlazeFace full range", () -> TfliteConverter.onnx(Weights.detector()));

  OnnxNetwork network() {
    return network;
  }

  /** All candidates with at least {@code minScore}, many for each face. */
  List<Candidate> detect(Photo photo, Region square, float minScore) {
    float[] pixels = new float[INPUT * INPUT * 3];
    photo.sample(square, INPUT, -1, 1, pixels);
    Map<String, float[]> outputs = outputs(pixels);
    float[] scores = outputs.get(SCORES);
    float[] boxes = outputs.get(BOXES);
    List<Candidate> found = new ArrayList<>();
    for (int cell = 0; cell < COUNT; cell++) {
      float probability = (float) (1 / (1 + Math.exp(-scores[cell])));
      if (probability >= minScore) {
        found.add(candidate(boxes, cell, square, probability));
      }
    }
    return found;
  }

  /**
   * What the network says of a square.
   *
   * @param pixels 192 x 192, three values each from -1 to 1
   */
  Map<String, float[]> outputs(float[] pixels) {
    return network.outputs(pixels, 1, INPUT, INPUT, 3);
  }

  private static Candidate candidate(float[] box, int cell, Region square, float probability) {
    int column = cell % CELLS;
    int row = cell / CELLS;
    float u = (column + 0.5f) / CELLS;
    float v = (row + 0.5f) / CELLS;
    int at = cell * VALUES;
    float width = box[at + 2] / INPUT * square.side();
    float height = box[at + 3] / INPUT * square.side();
    float centerX = x(box[at], u, square);
    float centerY = y(box[at + 1], v, square);
    return new Candidate(
        new Box(centerX - width / 2, centerY - height / 2, width, height),
        x(box[at + 4], u, square),
        y(box[at + 5], v, square),
        x(box[at + 6], u, square),
        y(box[at + 7], v, square),
        probability);
  }

  private static float x(float offset, float u, Region square) {
    return square.centerX() + square.side() * (offset / INPUT + u - 0.5f);
  }

  private static float y(float offset, float v, Region square) {
    return square.centerY() + square.side() * (offset / INPUT + v - 0.5f);
  }
}
