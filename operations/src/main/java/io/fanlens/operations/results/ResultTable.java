package io.fanlens.operations.results;

import io.fanlens.operations.command.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Rows as a text table that fits the terminal; an error message goes below its row. */
public final class ResultTable {

  private static final List<String> HEAD =
      List.of("Picture", "Operation", "Status", "Seen", "Region", "ms");

  /** The columns that shrink when the table is too wide, and their minimum width. */
  private static final int PICTURE = 0;

  private static final int SEEN = 3;
  private static final int MIN_WIDTH = 14;
  private static final String GAP = "  ";
  private static final String INDENT = "    ";

  private final Terminal terminal;

  public ResultTable(Terminal terminal) {
    this.terminal = terminal;
  }

  public String render(List<StoredRow> rows) {
    List<List<String>> cells = rows.stream().map(ResultTable::cells).toList();
    int[] widths = widths(cells);
    StringBuilder text = new StringBuilder();
    text.append(terminal.strong(line(HEAD, widths))).append('\n');
    for (int i = 0; i < rows.size(); i++) {
      StoredRow row = rows.get(i);
      String line = line(cells.get(i), widths);
      String status = row.status();
      String coloured = row.succeeded() ? terminal.good(status) : terminal.bad(status);
      // The first column may contain the same word, so search after it.
      int at = line.indexOf(status, Math.min(widths[PICTURE], line.length()));
      text.append(
              at < 0
                  ? line
                  : line.substring(0, at) + coloured + line.substring(at + status.length()))
          .append('\n');
      if (!row.succeeded() && !row.errorMessage().isEmpty()) {
        for (String part :
            wrapped(Terminal.printable(row.errorMessage()), terminal.columns() - INDENT.length())) {
          text.append(INDENT).append(terminal.faint(part)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static List<String> cells(StoredRow row) {
    return List.of(
        Terminal.printable(row.key()),
        row.operation(),
        row.status(),
        Terminal.printable(row.summary()),
        row.region().isEmpty() ? "-" : row.region(),
        row.latencyMs().isPresent() ? Long.toString(row.latencyMs().getAsLong()) : "-");
  }

  private int[] widths(List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    int total = GAP.length() * (HEAD.size() - 1);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = HEAD.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
      total += widths[i];
    }
    int excess = total - terminal.columns();
    int wider = widths[SEEN] >= widths[PICTURE] ? SEEN : PICTURE;
    excess -= narrow(widths, wider, excess);
    narrow(widths, wider == SEEN ? PICTURE : SEEN, excess);
    return widths;
  }

  private static int narrow(int[] widths, int column, int excess) {
    int taken = Math.clamp(excess, 0, Math.max(0, widths[column] - MIN_WIDTH));
    widths[column] -= taken;
    return taken;
  }

  private static String line(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String cell = shortened(cells.get(i), widths[i], i == PICTURE);
      String space = " ".repeat(widths[i] - cell.length());
      padded.add(i == widths.length - 1 ? space + cell : cell + space);
    }
    return String.join(GAP, padded).stripTrailing();
  }

  /** The end of a key is more telling than its start. */
  private static String shortened(String text, int width, boolean keepEnd) {
    if (text.length() <= width) {
      return text;
    }
    return keepEnd
        ? "…" + text.substring(text.length() - width + 1)
        : text.substring(0, width - 1) + "…";
  }

  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
