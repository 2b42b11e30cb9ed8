package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Region;

/**
 * A place where the detector sees a face: box and the two eyes in the photo's pixels, score from 0
 * to 1.
 */
record Candidate(
    Box box, float leftEyeX, float leftEyeY, float rightEyeX, float rightEyeY, float score) {

  /**
   * The turned square in which the mesh looks at this face: half as large again as the box, eyes
   * level.
   */
  Region region() {
    float angle = (float) Math.atan2(rightEyeY - leftEyeY, rightEyeX - leftEyeX);
    return new Region(
        box.left() + box.width() / 2,
        box.top() + box.height() / 2,
        1.5f * Math.max(box.width(), box.height()),
        angle);
  }
}
