package io.fanlens.operations.plan;

import java.util.ArrayList;
import java.util.List;

/** Wraps a line at spaces. */
final class Wrapped {

  private static final String INDENT = "  ";

  private Wrapped() {}

  static List<String> at(String line, int width) {
    List<String> lines = new ArrayList<>();
    String rest = line;
    while (rest.length() > width) {
      int cut = rest.lastIndexOf(' ', width);
      if (cut <= INDENT.length()) {
        break; // one long word
      }
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = INDENT + rest.substring(cut + 1);
    }
    lines.add(rest);
    return lines;
  }
}
