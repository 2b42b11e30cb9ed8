package io.fanlens.local.vision;

import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Scans a photo in squares: the whole photo, then overlapping halves and quarters of its longer
 * side, so that a face of 40 px in 1,920 px (Rekognition's minimum) still covers 16 of the
 * detector's 192 px. Thread-safe.
 */
final class FaceScanner {

  /** Squares overlap by a quarter; larger faces are whole in the larger squares. */
  private static final float STEP = 0.75f;

  private static final int[] DIVISIONS = {1, 2, 4};

  /** Smaller squares have fewer pixels than the detector's input. */
  private static final int MIN_SQUARE = 192;

  /** Low, because the mesh verifies every candidate. */
  private static final float MIN_SCORE = 0.3f;

  /**
   * Sum of detector score and mesh presence. Measured: faces have 0.57 to 0.96 and 0.82 to 1.0;
   * others have a presence under 0.25, or rarely a high one with a score under 0.5.
   */
  private static final float MIN_SUM = 1.5f;

  /** Presence in the first mesh; faces have 0.5 and more. */
  private static final float MIN_FIRST_PRESENCE = 0.15f;

  /** Narrower candidates are mostly texture; Rekognition's own limit is about 40 px. */
  private static final float MIN_WIDTH = 24;

  /** Relative to the longer side of the photo: 40 px of 1,920, a little less for slim faces. */
  private static final float MIN_SHARE = 0.015f;

  private final Detector detector = new Detector();
  private final MeshNetwork meshNetwork = new MeshNetwork();

  List<Mesh> faces(Photo photo) {
    List<Candidate> candidates = new ArrayList<>();
    int longer = Math.max(photo.width(), photo.height());
    for (int division : DIVISIONS) {
      float side = (float) longer / division;
      if (division > 1 && side < MIN_SQUARE) {
        break;
      }
      for (Region square : squares(photo, side)) {
        Suppression.average(detector.detect(photo, square, MIN_SCORE)).stream()
            .filter(candidate -> isWhole(candidate, square, photo))
            .forEach(candidates::add);
      }
    }
    List<Mesh> faces = new ArrayList<>();
    for (Candidate candidate : Suppression.best(candidates)) {
      Mesh first = meshNetwork.mesh(photo, candidate.region());
      if (first.presence < MIN_FIRST_PRESENCE) {
        continue;
      }
      Mesh mesh = meshNetwork.mesh(photo, first.region());
      if (candidate.score() + mesh.presence >= MIN_SUM
          && mesh.bounds().width() >= Math.max(MIN_WIDTH, MIN_SHARE * longer)
          && faces.stream().noneMatch(face -> Suppression.same(face.bounds(), mesh.bounds()))) {
        faces.add(mesh);
      }
    }
    return faces;
  }

  private static List<Region> squares(Photo photo, float side) {
    List<Region> squares = new ArrayList<>();
    for (float y : centers(photo.height(), side)) {
      for (float x : centers(photo.width(), side)) {
        squares.add(new Region(x, y, side, 0));
      }
    }
    return squares;
  }

  /** Centers that cover a length evenly; one in the middle if one square is enough. */
  private static float[] centers(int length, float side) {
    float rest = length - side;
    int count = rest <= 0 ? 1 : (int) Math.ceil(rest / (side * STEP)) + 1;
    float[] centers = new float[count];
    for (int i = 0; i < count; i++) {
      centers[i] = count == 1 ? length / 2f : side / 2 + i * rest / (count - 1);
    }
    return centers;
  }

  /** Whether no edge of the square cuts the face inside the photo. */
  private static boolean isWhole(Candidate candidate, Region square, Photo photo) {
    Box box = candidate.box();
    float margin = 0.05f * box.width();
    float left = square.centerX() - square.side() / 2;
    float top = square.centerY() - square.side() / 2;
    float right = left + square.side();
    float bottom = top + square.side();
    return (box.left() >= left - margin || left <= 0)
        && (box.top() >= top - margin || top <= 0)
        && (box.right() <= right + margin || right >= photo.width())
        && (box.bottom() <= bottom + margin || bottom >= photo.height());
  }

  List<OnnxNetwork> networks() {
    return List.of(detector.network(), meshNetwork.network());
  }
}
