package io.fanlens.local.vision.text;

import io.fanlens.local.vision.Point;
import java.util.Arrays;
import java.util.List;

/**
 * A turned rectangle around text, in pixels.
 *
 * @param left x of the corner where reading begins, above the first character
 * @param top y of that corner
 * @param angle of the reading direction, in radians clockwise
 * @param width in reading direction
 */
record TextArea(double left, double top, double angle, double width, double height) {

  /** In reading direction, clockwise, in ratios of the picture's sides. */
  List<Point> corners(int pictureWidth, int pictureHeight) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double[][] offsets = {{0, 0}, {width, 0}, {width, height}, {0, height}};
    return Arrays.stream(offsets)
        .map(
            offset ->
                new Point(
                    (float) ((left + offset[0] * cos - offset[1] * sin) / pictureWidth),
                    (float) ((top + offset[0] * sin + offset[1] * cos) / pictureHeight)))
        .toList();
  }

  /** With its middle at a point. */
  static TextArea around(double x, double y, double angle, double width, double height) {
    return new TextArea(x, y, angle, width, height).from(-width / 2, -height / 2, 0, width, height);
  }

  /** An area that is given in this one's directions, from its first corner. */
  TextArea inside(TextArea area) {
    return from(area.left, area.top, area.angle, area.width, area.height);
  }

  /** Larger by a margin on each side. */
  TextArea grown(double margin) {
    return from(-margin, -margin, 0, width + 2 * margin, height + 2 * margin);
  }

  /** Read the other way round. */
  TextArea upsideDown() {
    return from(width, height, Math.PI, width, height);
  }

  /** Read upwards: from the lower left corner to the upper left one. */
  TextArea upwards() {
    return from(0, height, -Math.PI / 2, height, width);
  }

  /** A part of its width, from 0 to 1. */
  TextArea part(double from, double to) {
    return from(from * width, 0, 0, (to - from) * width, height);
  }

  /** How far its middle is down a page of that direction, in pixels. */
  double down(double direction) {
    TextArea middle = from(width / 2, height / 2, 0, 0, 0);
    return middle.top * Math.cos(direction) - middle.left * Math.sin(direction);
  }

  /** How far its middle is along the lines of a page of that direction, in pixels. */
  double along(double direction) {
    TextArea middle = from(width / 2, height / 2, 0, 0, 0);
    return middle.left * Math.cos(direction) + middle.top * Math.sin(direction);
  }

  private TextArea from(double along, double down, double turn, double newWidth, double newHeight) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new TextArea(
        left + along * cos - down * sin,
        top + along * sin + down * cos,
        angle + turn,
        newWidth,
        newHeight);
  }
}
