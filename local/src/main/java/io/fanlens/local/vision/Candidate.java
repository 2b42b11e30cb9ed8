package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Region;

/** A face candidate of the detector: box and eyes in the photo's pixels, score from 0 to 1. */
record Candidate(
    Box box, float leftEyeX, float leftEyeY, float rightEyeX, float rightEyeY, float score) {

  /** The rotated input square of the mesh: one and a half times the box, with the eyes level. */
  Region region() {
    float angle = (float) Math.atan2(rightEyeY - leftEyeY, rightEyeX - leftEyeX);
    return new Region(
        box.left() + box.width() / 2,
        box.top() + box.height() / 2,
        1.5f * Math.max(box.width(), box.height()),
        angle);
  }
}
