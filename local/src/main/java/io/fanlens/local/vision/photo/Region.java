package io.fanlens.local.vision.photo;

/** A rotated square of a photo, in pixels and radians clockwise: the input of a network. */
public record Region(float centerX, float centerY, float side, float angle) {

  /** X in the photo of a point in this square, given as ratios from 0 to 1. */
  public float x(float u, float v) {
    return (float) (centerX + side * ((u - 0.5) * Math.cos(angle) - (v - 0.5) * Math.sin(angle)));
  }

  public float y(float u, float v) {
    return (float) (centerY + side * ((u - 0.5) * Math.sin(angle) + (v - 0.5) * Math.cos(angle)));
  }
}
