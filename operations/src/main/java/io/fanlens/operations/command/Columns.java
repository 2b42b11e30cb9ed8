package io.fanlens.operations.command;

import java.util.ArrayList;
import java.util.List;

/** Aligns cells in columns, each to its own side. */
public final class Columns {

  /** Alignment of a column. */
  public enum Side {
    LEFT,
    RIGHT
  }

  private static final String GAP = "  ";

  private final List<Side> sides;
  private final List<List<String>> lines = new ArrayList<>();

  public Columns(Side... sides) {
    this.sides = List.of(sides);
  }

  public void add(String... cells) {
    if (cells.length != sides.size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, sides.size()));
    }
    lines.add(List.of(cells));
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The lines, cut at the width. */
  public List<String> lines(int width) {
    int[] widths = new int[sides.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return lines.stream().map(line -> shortened(line(line, widths), width)).toList();
  }

  private String line(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      padded.add(sides.get(i) == Side.LEFT ? cells.get(i) + space : space + cells.get(i));
    }
    return String.join(GAP, padded).stripTrailing();
  }

  private static String shortened(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
