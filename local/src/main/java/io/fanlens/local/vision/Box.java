package io.fanlens.local.vision;

/**
 * A rectangle in a picture. In answers it is in ratios of the picture's width and height, and may
 * extend beyond the picture where a face is cut off; inside this package it is in pixels.
 */
public record Box(float left, float top, float width, float height) {

  public float right() {
    return left + width;
  }

  public float bottom() {
    return top + height;
  }

  public float area() {
    return Math.max(0, width) * Math.max(0, height);
  }

  /** Intersection relative to the smaller box: 1 when one is inside the other. */
  public float shareOfSmaller(Box other) {
    float smaller = Math.min(area(), other.area());
    return smaller <= 0 ? 0 : intersection(other) / smaller;
  }

  /** Intersection over union: 1 for equal boxes, 0 for boxes that do not touch. */
  public float overlap(Box other) {
    float both = intersection(other);
    float union = area() + other.area() - both;
    return union <= 0 ? 0 : both / union;
  }

  private float intersection(Box other) {
    float w = Math.min(right(), other.right()) - Math.max(left, other.left);
    float h = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
    return w <= 0 || h <= 0 ? 0 : w * h;
  }
}
