package io.fanlens.local.vision.label;

import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.onnx.OnnxNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * COCO-SSD: it moves and scales 1,917 fixed boxes to the objects of a square, and gives each a
 * score for 90 classes. Thread-safe.
 */
final class ObjectNetwork implements AutoCloseable {

  static final int SIDE = 300;

  /** Of objects; class 0 is the background. */
  static final int CLASSES = 90;

  /** Moves and sizes are in these parts of a fixed box. */
  private static final float MOVED = 0.1f;

  private static final float SCALED = 0.2f;

  private final OnnxNetwork network = new OnnxNetwork("COCO-SSD", ObjectGraph::onnx);

  /**
   * What may be in a square, with boxes in ratios of it; the same object many times.
   *
   * @param planes red, green and blue of {@link #SIDE} x {@link #SIDE} pixels, from -1 to 1
   */
  List<FoundObject> candidates(float[] planes, float leastScore) {
    Map<String, float[]> outputs = network.outputs(planes, 1, 3, SIDE, SIDE);
    float[] fixedBoxes = outputs.get(ObjectGraph.FIXED_BOXES);
    float[] moves = outputs.get(ObjectGraph.BOXES);
    float[] scores = outputs.get(ObjectGraph.SCORES);
    List<FoundObject> candidates = new ArrayList<>();
    for (int row = 0; row < fixedBoxes.length / 4; row++) {
      for (int kind = 1; kind <= CLASSES; kind++) {
        float score = scores[row * (1 + CLASSES) + kind];
        if (score >= leastScore) {
          candidates.add(new FoundObject(kind, score, box(fixedBoxes, moves, 4 * row)));
        }
      }
    }
    return candidates;
  }

  /** Fixed boxes are top, left, bottom and right; moves are y, x, height and width. */
  private static Box box(float[] fixed, float[] moves, int at) {
    float height = fixed[at + 2] - fixed[at];
    float width = fixed[at + 3] - fixed[at + 1];
    float middleY = fixed[at] + height / 2 + moves[at] * MOVED * height;
    float middleX = fixed[at + 1] + width / 2 + moves[at + 1] * MOVED * width;
    float newHeight = height * (float) Math.exp(moves[at + 2] * SCALED);
    float newWidth = width * (float) Math.exp(moves[at + 3] * SCALED);
    return new Box(middleX - newWidth / 2, middleY - newHeight / 2, newWidth, newHeight);
  }

  OnnxNetwork network() {
    return network;
  }

  @Override
  public void close() {
    network.close();
  }
}
