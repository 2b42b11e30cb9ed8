package io.fanlens.bench;

import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.SimulationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Draws how a burst drains as SVG, one curve for each contender. The axis ends at four times the
 * ideal.
 */
final class DrainCurves {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 400;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int RIGHT = 240;
  private static final int BOTTOM = 45;
  private static final double LONGEST = 4;
  private static final Map<Approach, String> COLOURS =
      Map.of(
          Approach.SAMPLE, "#999999",
          Approach.BACKOFF, "#d95f02",
          Approach.ADAPTIVE, "#7570b3",
          Approach.FANLENS, "#1b9e77");

  private final int pictures;
  private final double seconds;
  private final StringJoiner svg = new StringJoiner("\n", "", "\n");

  private DrainCurves(int pictures, double seconds) {
    this.pictures = pictures;
    this.seconds = seconds;
  }

  static void write(Path folder, String name, List<SimulationResult> results) throws IOException {
    Files.createDirectories(folder);
    String file = "drain-" + name.replaceAll("[^a-zA-Z0-9.=]+", "-") + ".svg";
    Files.writeString(folder.resolve(file), draw(name, results));
  }

  static String draw(String name, List<SimulationResult> results) {
    SimulationResult first = results.getFirst();
    double longest = results.stream().mapToDouble(SimulationResult::drainSeconds).max().orElse(1);
    DrainCurves curves =
        new DrainCurves(first.pictures(), Math.min(longest, LONGEST * first.ideal()));
    return curves.drawAll(name, first.ideal(), results);
  }

  private String drawAll(String name, double ideal, List<SimulationResult> results) {
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">"
            .formatted(WIDTH, HEIGHT));
    svg.add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>".formatted(WIDTH, HEIGHT));
    svg.add(
        "<text x=\"%d\" y=\"22\" font-size=\"15\">Pictures left of %d: %s</text>"
            .formatted(LEFT, pictures, name));
    axes();
    svg.add(
        "<path d=\"M %s %d V %d\" stroke=\"black\" stroke-dasharray=\"4 4\"/>"
            .formatted(x(ideal), TOP, HEIGHT - BOTTOM));
    legend(0, "black", "ideal: " + number(ideal) + " s");
    for (int i = 0; i < results.size(); i++) {
      SimulationResult result = results.get(i);
      String colour = COLOURS.get(result.contender());
      svg.add(
          "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
              .formatted(colour, points(result)));
      String time = number(result.drainSeconds());
      legend(i + 1, colour, result.contender().label() + ": " + time + " s");
    }
    svg.add("</svg>");
    return svg.toString();
  }

  private void axes() {
    int ground = HEIGHT - BOTTOM;
    svg.add(
        "<path d=\"M %d %d V %d H %d\" fill=\"none\" stroke=\"black\"/>"
            .formatted(LEFT, TOP, ground, WIDTH - RIGHT));
    for (int i = 0; i <= 4; i++) {
      double time = seconds * i / 4;
      svg.add(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%d s</text>"
              .formatted(x(time), ground + 18, Math.round(time)));
      int left = (int) Math.round(pictures * i / 4.0);
      svg.add(
          "<text x=\"%d\" y=\"%s\" text-anchor=\"end\" dy=\"4\">%d</text>"
              .formatted(LEFT - 6, y(left), left));
    }
  }

  private void legend(int row, String colour, String text) {
    int y = TOP + 20 * row + 10;
    int x = WIDTH - RIGHT + 12;
    svg.add("<path d=\"M %d %d h 16\" stroke=\"%s\" stroke-width=\"2\"/>".formatted(x, y, colour));
    svg.add("<text x=\"%d\" y=\"%d\" dy=\"4\">%s</text>".formatted(x + 22, y, text));
  }

  private String points(SimulationResult result) {
    StringJoiner points = new StringJoiner(" ");
    List<Integer> curve = result.curve();
    points.add(x(0) + "," + y(pictures));
    for (int second = 1; second <= Math.min(curve.size(), seconds); second++) {
      points.add(x(second) + "," + y(pictures - curve.get(second - 1)));
    }
    if (result.drainSeconds() <= seconds) {
      points.add(x(result.drainSeconds()) + "," + y(0));
    }
    return points.toString();
  }

  private String x(double time) {
    return number(LEFT + (WIDTH - LEFT - RIGHT) * time / seconds);
  }

  private String y(double left) {
    return number(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * left / pictures);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
