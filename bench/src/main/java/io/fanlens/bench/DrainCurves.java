package io.fanlens.bench;

import io.fanlens.bench.sim.Outcome;
import io.fanlens.bench.sim.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws how a burst drains, one line a way, as SVG. The axis ends at four times the ideal. */
final class DrainCurves {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int RIGHT = 200;
  private static final int BOTTOM = 45;
  private static final double LONGEST = 4;
  private static final Map<Way, String> COLOURS =
      Map.of(
          Way.SAMPLE, "#999999",
          Way.BACKOFF, "#d95f02",
          Way.ADAPTIVE, "#7570b3",
          Way.FANLENS, "#1b9e77");

  private DrainCurves() {}

  static void write(Path folder, String name, List<Outcome> outcomes) throws IOException {
    Files.createDirectories(folder);
    String file = "drain-" + name.replaceAll("[^a-zA-Z0-9.+=-]", "-") + ".svg";
    Files.writeString(folder.resolve(file), draw(name, outcomes));
  }

  static String draw(String name, List<Outcome> outcomes) {
    Outcome first = outcomes.getFirst();
    double longest = outcomes.stream().mapToDouble(Outcome::drainSeconds).max().orElse(1);
    double seconds = Math.min(longest, LONGEST * first.ideal());
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH,
        HEIGHT);
    line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
    line(
        svg,
        "<text x=\"%d\" y=\"22\" font-size=\"15\">Pictures left of %d: %s</text>",
        LEFT,
        first.pictures(),
        name);
    axes(svg, first.pictures(), seconds);
    line(
        svg,
        "<line x1=\"%d\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"black\" stroke-dasharray=\"4"
            + " 4\"/>",
        LEFT,
        TOP,
        x(first.ideal(), seconds),
        HEIGHT - BOTTOM);
    legend(svg, 0, "black", "ideal, %.1f s".formatted(first.ideal()));
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      String colour = COLOURS.get(outcome.way());
      line(
          svg,
          "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>",
          colour,
          points(outcome, seconds));
      legend(
          svg,
          i + 1,
          colour,
          String.format(Locale.ROOT, "%s, %.1f s", outcome.way().label(), outcome.drainSeconds()));
    }
    line(svg, "</svg>");
    return svg.toString();
  }

  private static void axes(StringBuilder svg, int pictures, double seconds) {
    int ground = HEIGHT - BOTTOM;
    line(
        svg,
        "<path d=\"M %d %d V %d H %d\" fill=\"none\" stroke=\"black\"/>",
        LEFT,
        TOP,
        ground,
        WIDTH - RIGHT);
    for (int i = 0; i <= 4; i++) {
      double time = seconds * i / 4;
      line(
          svg,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f s</text>",
          x(time, seconds),
          ground + 18,
          time);
      int left = pictures * i / 4;
      line(
          svg,
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>",
          LEFT - 6,
          y(left, pictures) + 4,
          left);
    }
  }

  private static void legend(StringBuilder svg, int row, String colour, String text) {
    int y = TOP + 20 * row + 10;
    int x = WIDTH - RIGHT + 12;
    line(
        svg,
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>",
        x,
        y,
        x + 16,
        y,
        colour);
    line(svg, "<text x=\"%d\" y=\"%d\">%s</text>", x + 20, y + 4, text);
  }

  private static String points(Outcome outcome, double seconds) {
    StringBuilder points = new StringBuilder();
    int[] curve = outcome.curve();
    points.append(
        String.format(
            Locale.ROOT, "%.1f,%.1f", x(0, seconds), y(outcome.pictures(), outcome.pictures())));
    for (int second = 1; second <= curve.length && second <= seconds; second++) {
      int left = outcome.pictures() - curve[second - 1];
      points.append(
          String.format(
              Locale.ROOT, " %.1f,%.1f", x(second, seconds), y(left, outcome.pictures())));
    }
    if (outcome.drainSeconds() <= seconds) {
      points.append(
          String.format(
              Locale.ROOT,
              " %.1f,%.1f",
              x(outcome.drainSeconds(), seconds),
              y(0, outcome.pictures())));
    }
    return points.toString();
  }

  private static double x(double time, double seconds) {
    return LEFT + (WIDTH - LEFT - RIGHT) * time / seconds;
  }

  private static double y(double left, int pictures) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * left / pictures;
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
