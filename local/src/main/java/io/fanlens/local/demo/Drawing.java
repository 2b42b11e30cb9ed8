package io.fanlens.local.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was found in a picture, as SVG over it. Sizes are relative to the width, since all pictures
 * are shown equally wide.
 *
 * @param width of the picture, in px
 * @param height of the picture, in px
 */
record Drawing(int width, int height) {

  private static final double FONT_SIZE = 0.038;

  /** Lines of a page are close together, so their words are written smaller. */
  private static final double LEAST_FONT_SIZE = 0.016;

  private static final double FONT_SIZE_TO_LINE = 0.6;

  String of(Annotations found) {
    StringBuilder svg = new StringBuilder();
    found.boxes().forEach(box -> draw(svg, box));
    found.points().forEach(point -> draw(svg, point));
    found.texts().forEach(text -> draw(svg, text));
    return svg.append('\n').toString();
  }

  private void draw(StringBuilder svg, Annotations.Box box) {
    double x = box.left() * width;
    double y = box.top() * height;
    String kind = box.isLabel() ? "label" : "box";
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
            kind,
            x,
            y,
            Math.max(0, box.width() * width),
            Math.max(0, box.height() * height)));
    if (!box.words().isEmpty()) {
      words(svg, kind, box.words(), x, y, FONT_SIZE * width);
    }
  }

  private void draw(StringBuilder svg, Annotations.Point point) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle class=\"point\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
            point.x() * width,
            point.y() * height,
            Math.max(0.8, width / 170.0)));
  }

  private void draw(StringBuilder svg, Annotations.Text text) {
    List<Annotations.Point> corners = text.corners();
    svg.append(
        "<polygon class=\"text\" points=\"%s\"/>"
            .formatted(
                corners.stream()
                    .map(
                        corner ->
                            String.format(
                                Locale.ROOT, "%.1f,%.1f", corner.x() * width, corner.y() * height))
                    .collect(Collectors.joining(" "))));
    Annotations.Point first = corners.getFirst();
    Annotations.Point last = corners.getLast();
    double lineHeight = Math.hypot((last.x() - first.x()) * width, (last.y() - first.y()) * height);
    words(
        svg,
        "text",
        text.words(),
        width * corners.stream().mapToDouble(Annotations.Point::x).min().orElseThrow(),
        height * corners.stream().mapToDouble(Annotations.Point::y).min().orElseThrow(),
        Math.clamp(FONT_SIZE_TO_LINE * lineHeight, LEAST_FONT_SIZE * width, FONT_SIZE * width));
  }

  /** Above a place, but inside the picture. */
  private static void words(
      StringBuilder svg, String kind, String words, double x, double y, double fontSize) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\""
                + " stroke-width=\"%.1f\">%s</text>",
            kind,
            Math.max(0, x),
            Math.max(fontSize, y - fontSize / 3),
            fontSize,
            fontSize / 5,
            Html.escape(words)));
  }
}
