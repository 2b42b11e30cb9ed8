package io.fanlens.operations.command;

import java.io.PrintStream;
import java.util.List;

/**
 * Some lines of a terminal that are drawn again and again in the same place, cut where the terminal
 * ends. The cursor is hidden meanwhile, and shown again at the end or at Ctrl-C.
 */
public final class Redraw {

  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream out;
  private List<String> drawn = List.of();
  private final Thread hook = new Thread(this::interrupted, "show-cursor");
  private boolean hidden;
  private boolean isInterrupted;

  public Redraw(PrintStream out) {
    this.out = out;
  }

  /**
   * Draws the lines over the last ones.
   *
   * @param columns of the terminal now: it has wrapped the last lines if it was made narrower
   */
  public synchronized void draw(List<String> lines, int columns) {
    List<String> fitting = lines.stream().map(line -> VisibleText.cut(line, columns)).toList();
    if (isInterrupted || fitting.equals(drawn)) {
      return;
    }
    StringBuilder text = new StringBuilder(hidden ? "" : HIDE_CURSOR);
    hide();
    back(text, columns);
    fitting.forEach(line -> line(text, line, columns));
    out.print(text.append(CLEAR_BELOW));
    out.flush();
    drawn = fitting;
  }

  /** Behind a full line the cursor is still on its last column: clearing would take that away. */
  private static void line(StringBuilder text, String line, int columns) {
    text.append(line);
    if (VisibleText.length(line) < columns) {
      text.append(CLEAR_LINE);
    }
    text.append('\n');
  }

  /** Removes the lines. */
  public synchronized void clear(int columns) {
    StringBuilder text = new StringBuilder();
    back(text, columns);
    drawn = List.of();
    end(text.append(CLEAR_BELOW));
  }

  /** Leaves the lines as they are. */
  public synchronized void end() {
    end(new StringBuilder());
  }

  private void end(StringBuilder text) {
    if (hidden) {
      hidden = false;
      out.print(text.append(SHOW_CURSOR));
      out.flush();
      removeHook();
    }
  }

  private void hide() {
    if (!hidden) {
      hidden = true;
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  private synchronized void interrupted() {
    isInterrupted = true;
    end();
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }

  private void back(StringBuilder text, int columns) {
    int rows = drawn.stream().mapToInt(line -> rows(line, columns)).sum();
    text.append('\r');
    if (rows > 0) {
      text.append("\u001b[").append(rows).append('A');
    }
  }

  private static int rows(String line, int columns) {
    return Math.max(1, Math.ceilDiv(VisibleText.length(line), columns));
  }
}
