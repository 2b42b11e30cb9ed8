package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Photo;
import java.util.EnumMap;
import java.util.Map;

/** Derives box, landmarks, pose, open eyes and mouth from a face mesh. */
final class Geometry {

  /**
   * Height of Rekognition's boxes above the eyes, relative to the distance from eyes to chin (mean
   * of published answers); the mesh ends lower, on the forehead.
   */
  private static final float CROWN = 0.69f;

  private static final int FOREHEAD = 10;
  private static final int CHIN = 152;
  private static final int LEFT_EAR = 234;
  private static final int RIGHT_EAR = 454;

  /**
   * Height of an eye by its width; measured: 0.30 to 0.42 when open, under 0.25 when nearly shut.
   */
  private static final float EYE_LIMIT = 0.22f;

  /** Gap between the lips relative to the width of the mouth. */
  private static final float MOUTH_LIMIT = 0.12f;

  private final Mesh mesh;
  private final Photo photo;

  Geometry(Mesh mesh, Photo photo) {
    this.mesh = mesh;
    this.photo = photo;
  }

  /** In pixels. */
  static Box box(Mesh mesh) {
    Box points = mesh.bounds();
    float eyesX = (Landmark.EYE_LEFT.x(mesh) + Landmark.EYE_RIGHT.x(mesh)) / 2;
    float eyesY = (Landmark.EYE_LEFT.y(mesh) + Landmark.EYE_RIGHT.y(mesh)) / 2;
    float crownX = eyesX + CROWN * (eyesX - mesh.x[CHIN]);
    float crownY = eyesY + CROWN * (eyesY - mesh.y[CHIN]);
    float left = Math.min(points.left(), crownX);
    float top = Math.min(points.top(), crownY);
    float right = Math.max(points.right(), crownX);
    float bottom = Math.max(points.bottom(), crownY);
    return new Box(left, top, right - left, bottom - top);
  }

  Box box() {
    Box box = box(mesh);
    return new Box(
        box.left() / photo.width(),
        box.top() / photo.height(),
        box.width() / photo.width(),
        box.height() / photo.height());
  }

  Map<Landmark, Point> landmarks() {
    Map<Landmark, Point> points = new EnumMap<>(Landmark.class);
    for (Landmark landmark : Landmark.values()) {
      points.put(
          landmark, new Point(landmark.x(mesh) / photo.width(), landmark.y(mesh) / photo.height()));
    }
    return points;
  }

  Pose pose() {
    float rightX = across(mesh.x);
    float rightY = across(mesh.y);
    float rightZ = across(mesh.z);
    float downX = mesh.x[CHIN] - mesh.x[FOREHEAD];
    float downY = mesh.y[CHIN] - mesh.y[FOREHEAD];
    float downZ = mesh.z[CHIN] - mesh.z[FOREHEAD];
    return new Pose(
        degrees(rightY, rightX),
        degrees(rightZ, Math.hypot(rightX, rightY)),
        degrees(-downZ, Math.hypot(downX, downY)));
  }

  /** From the left of the face to its right, by eye corners and ears. */
  private static float across(float[] axis) {
    return axis[Mesh.RIGHT_EYE_CORNER]
        - axis[Mesh.LEFT_EYE_CORNER]
        + axis[RIGHT_EAR]
        - axis[LEFT_EAR];
  }

  private static float degrees(double opposite, double adjacent) {
    return (float) Math.toDegrees(Math.atan2(opposite, adjacent));
  }

  Openness eyesOpen() {
    float left = mesh.distance(159, 145) / mesh.distance(33, 133);
    float right = mesh.distance(386, 374) / mesh.distance(362, 263);
    return Openness.of((left + right) / 2, EYE_LIMIT, 25);
  }

  Openness mouthOpen() {
    return Openness.of(mesh.distance(13, 14) / mesh.distance(61, 291), MOUTH_LIMIT, 40);
  }
}
