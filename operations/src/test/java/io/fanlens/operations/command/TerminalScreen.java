package io.fanlens.operations.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a terminal shows of what was printed, for the few control sequences that are used here. As
 * on a real one, a character on the last column leaves the cursor there until the next one, which
 * wraps. It has rows without end and never scrolls.
 */
public final class TerminalScreen {

  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??[0-9;]*)([A-Za-z])");

  private final List<char[]> rows = new ArrayList<>();
  private int columns;
  private int row;
  private int column;
  private int wrapped;
  private boolean cursor = true;
  private boolean colours;

  public TerminalScreen(int columns) {
    this.columns = columns;
  }

  /** Shows more; an unknown control sequence or half a one is a failure. */
  public TerminalScreen print(String text) {
    Matcher sequence = SEQUENCE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '\u001b') {
        if (!sequence.find(at) || sequence.start() != at) {
          throw new AssertionError("Unknown: ESC" + text.substring(at + 1));
        }
        control(sequence.group(1), sequence.group(2).charAt(0));
        at = sequence.end();
      } else {
        character(next);
        at++;
      }
    }
    return this;
  }

  private void character(char next) {
    switch (next) {
      case '\r' -> column = 0;
      case '\n' -> {
        row++;
        column = 0; // The terminal's driver makes it a return and a new line.
      }
      default -> {
        if (Character.isISOControl(next)) {
          throw new AssertionError("Control character " + (int) next);
        }
        if (column == columns) {
          wrapped++;
          row++;
          column = 0;
        }
        row()[column++] = next;
      }
    }
  }

  private void control(String numbers, char kind) {
    switch (kind) {
      case 'A' -> {
        row -= Integer.parseInt(numbers);
        if (row < 0) {
          throw new AssertionError("The cursor left the screen");
        }
      }
      case 'K' -> Arrays.fill(row(), Math.min(column, columns - 1), columns, ' ');
      case 'J' -> {
        Arrays.fill(row(), Math.min(column, columns - 1), columns, ' ');
        rows.subList(row + 1, rows.size()).clear();
      }
      case 'm' -> colours = true;
      case 'h', 'l' -> {
        if (!numbers.equals("?25")) {
          throw new AssertionError("Unknown mode " + numbers);
        }
        cursor = kind == 'h';
      }
      default -> throw new AssertionError("Unknown: ESC[" + numbers + kind);
    }
  }

  private char[] row() {
    while (rows.size() <= row) {
      char[] empty = new char[columns];
      Arrays.fill(empty, ' ');
      rows.add(empty);
    }
    return rows.get(row);
  }

  /** Makes it wider or narrower; lines that no longer fit are wrapped, as most terminals do. */
  public void resize(int newColumns) {
    List<String> before = lines();
    int cursorLine = row;
    rows.clear();
    columns = newColumns;
    row = 0;
    int line = 0;
    for (String text : before) {
      if (line++ == cursorLine) {
        break;
      }
      for (int from = 0; from == 0 || from < text.length(); from += newColumns) {
        String part = text.substring(from, Math.min(text.length(), from + newColumns));
        part.getChars(0, part.length(), row(), 0);
        row++;
      }
    }
    column = 0;
  }

  /** The lines from the top, without the spaces at their ends. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    rows.forEach(each -> lines.add(new String(each).stripTrailing()));
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  /** How often text went on in the next row. */
  public int wrapped() {
    return wrapped;
  }

  public boolean isCursorVisible() {
    return cursor;
  }

  public boolean hasColours() {
    return colours;
  }
}
