package io.fanlens.local.vision.photo;

/**
 * A turned square of a photo, in its pixels: what a network gets to see. The angle is clockwise, in
 * radians.
 */
public record Region(float centerX, float centerY, float side, float angle) {

  /** The photo's x of a place in this square, both counted from 0 to 1. */
  public float x(float u, float v) {
    return (float) (centerX + side * ((u - 0.5) * Math.cos(angle) - (v - 0.5) * Math.sin(angle)));
  }

  public float y(float u, float v) {
    return (float) (centerY + side * ((u - 0.5) * Math.sin(angle) + (v - 0.5) * Math.cos(angle)));
  }
}
