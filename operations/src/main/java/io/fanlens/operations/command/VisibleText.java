package io.fanlens.operations.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a terminal, with colours that take no room. */
final class VisibleText {

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private VisibleText() {}

  static int length(String line) {
    return COLOUR.matcher(line).replaceAll("").length();
  }

  /** The line, or as much of it as fits with a sign that it goes on, and all of its colours. */
  static String cut(String line, int columns) {
    if (length(line) <= columns) {
      return line;
    }
    StringBuilder cut = new StringBuilder();
    int room = columns - 1;
    int from = 0;
    Matcher colour = COLOUR.matcher(line);
    boolean more = true;
    while (more) {
      more = colour.find();
      String text = line.substring(from, more ? colour.start() : line.length());
      if (room >= 0) {
        cut.append(text, 0, Math.min(room, text.length()));
        if (text.length() > room) {
          cut.append('…');
        }
        room = text.length() > room ? -1 : room - text.length();
      }
      if (more) {
        cut.append(colour.group());
        from = colour.end();
      }
    }
    return cut.toString();
  }
}
