package io.fanlens.local.vision;

/**
 * Rekognition's landmarks and the corresponding points of the face mesh; several are averaged. Left
 * and right are as seen in the picture. Pupils are the centers of the eyes, because this mesh has
 * no irises.
 */
public enum Landmark {
  EYE_LEFT("eyeLeft", 33, 133, 159, 145),
  EYE_RIGHT("eyeRight", 362, 263, 386, 374),
  MOUTH_LEFT("mouthLeft", 61),
  MOUTH_RIGHT("mouthRight", 291),
  NOSE("nose", 4),
  LEFT_EYE_BROW_LEFT("leftEyeBrowLeft", 70),
  LEFT_EYE_BROW_RIGHT("leftEyeBrowRight", 107),
  LEFT_EYE_BROW_UP("leftEyeBrowUp", 105),
  RIGHT_EYE_BROW_LEFT("rightEyeBrowLeft", 336),
  RIGHT_EYE_BROW_RIGHT("rightEyeBrowRight", 300),
  RIGHT_EYE_BROW_UP("rightEyeBrowUp", 334),
  LEFT_EYE_LEFT("leftEyeLeft", 33),
  LEFT_EYE_RIGHT("leftEyeRight", 133),
  LEFT_EYE_UP("leftEyeUp", 159),
  LEFT_EYE_DOWN("leftEyeDown", 145),
  RIGHT_EYE_LEFT("rightEyeLeft", 362),
  RIGHT_EYE_RIGHT("rightEyeRight", 263),
  RIGHT_EYE_UP("rightEyeUp", 386),
  RIGHT_EYE_DOWN("rightEyeDown", 374),
  NOSE_LEFT("noseLeft", 98),
  NOSE_RIGHT("noseRight", 327),
  MOUTH_UP("mouthUp", 0),
  MOUTH_DOWN("mouthDown", 17),
  LEFT_PUPIL("leftPupil", 33, 133, 159, 145),
  RIGHT_PUPIL("rightPupil", 362, 263, 386, 374),
  UPPER_JAWLINE_LEFT("upperJawlineLeft", 127),
  MID_JAWLINE_LEFT("midJawlineLeft", 172),
  CHIN_BOTTOM("chinBottom", 152),
  MID_JAWLINE_RIGHT("midJawlineRight", 397),
  UPPER_JAWLINE_RIGHT("upperJawlineRight", 356);

  private final String rekognitionName;
  private final int[] points;

  Landmark(String rekognitionName, int... points) {
    this.rekognitionName = rekognitionName;
    this.points = points;
  }

  /** The value of {@code Landmarks[].Type}. */
  public String rekognitionName() {
    return rekognitionName;
  }

  /** Whether it is in every answer, or only in those with all attributes. */
  public boolean isDefault() {
    return compareTo(NOSE) <= 0;
  }

  float x(Mesh mesh) {
    return mean(mesh.x);
  }

  float y(Mesh mesh) {
    return mean(mesh.y);
  }

  private float mean(float[] values) {
    float sum = 0;
    for (int point : points) {
      sum += values[point];
    }
    return sum / points.length;
  }
}
