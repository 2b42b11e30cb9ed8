package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * BlazeFace, full range: samples one square to 192 x 192 px and scores a face in each of 48 x 48
 * cells. Boxes and key points are offsets from the cell, in pixels of the 192 px input.
 */
final class Detector implements AutoCloseable {

  private static final int INPUT = 192;
  private static final int CELLS = 48;
  private static final int COUNT = CELLS * CELLS;

  /**
   * x, y, width, height, then six key points: eyes (left in the picture first), nose, mouth, ears.
   */
  private static final int VALUES = 16;

  private final Network network;
  private final int boxes;
  private final int scores;
  private final float[] pixels = new float[INPUT * INPUT * 3];
  private final float[] box = new float[COUNT * VALUES];
  private final float[] score = new float[COUNT];

  Detector(byte[] weights) {
    network = new Network(weights);
    boxes = network.outputOfLength(box.length);
    scores = network.outputOfLength(score.length);
  }

  /** All candidates with at least {@code minScore}, many for each face. */
  List<Candidate> detect(Photo photo, Region square, float minScore) {
    photo.sample(square, INPUT, -1, 1, pixels);
    network.run(pixels);
    network.read(boxes, box);
    network.read(scores, score);
    List<Candidate> found = new ArrayList<>();
    for (int cell = 0; cell < COUNT; cell++) {
      float probability = (float) (1 / (1 + Math.exp(-score[cell])));
      if (probability >= minScore) {
        found.add(candidate(cell, square, probability));
      }
    }
    return found;
  }

  private Candidate candidate(int cell, Region square, float probability) {
    int column = cell % CELLS;
    int row = cell / CELLS;
    float u = (column + 0.5f) / CELLS;
    float v = (row + 0.5f) / CELLS;
    int at = cell * VALUES;
    float width = box[at + 2] / INPUT * square.side();
    float height = box[at + 3] / INPUT * square.side();
    float centerX = x(at, u, square);
    float centerY = y(at, v, square);
    return new Candidate(
        new Box(centerX - width / 2, centerY - height / 2, width, height),
        x(at + 4, u, square),
        y(at + 4, v, square),
        x(at + 6, u, square),
        y(at + 6, v, square),
        probability);
  }

  private float x(int at, float u, Region square) {
    return square.centerX() + square.side() * (box[at] / INPUT + u - 0.5f);
  }

  private float y(int at, float v, Region square) {
    return square.centerY() + square.side() * (box[at + 1] / INPUT + v - 0.5f);
  }

  @Override
  public void close() {
    network.close();
  }
}
