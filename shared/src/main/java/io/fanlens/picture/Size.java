package io.fanlens.picture;

/** Width and height in px. */
public record Size(int width, int height) {

  public long pixels() {
    return (long) width * height;
  }

  public int shorter() {
    return Math.min(width, height);
  }

  public int longer() {
    return Math.max(width, height);
  }
}
