package io.fanlens.local.vision.label;

import io.fanlens.local.vision.Box;

/**
 * An object in a picture.
 *
 * @param kind the number of its class in COCO, from 1 to 90
 * @param score how sure the network is, from 0 to 1
 * @param box in ratios of the picture; may extend beyond it
 */
public record FoundObject(int kind, float score, Box box) {

  /** Boxes of one object overlap by more than this. */
  private static final float SAME = 0.5f;

  boolean isSameAs(FoundObject other) {
    return kind == other.kind && box.overlap(other.box) > SAME;
  }
}
