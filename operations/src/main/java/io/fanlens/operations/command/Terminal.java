package io.fanlens.operations.command;

import java.io.PrintStream;

/**
 * Where a command writes: results to {@code out}, progress and errors to {@code err}. The launcher
 * detects which of them is a terminal and how wide it is, and passes that in system properties.
 *
 * @param outIsTerminal whether colours may be used on {@code out}
 * @param errIsTerminal whether a line on {@code err} can be overwritten
 * @param columns width of a line
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, int columns) {

  private static final int DEFAULT_COLUMNS = 100;
  private static final int MIN_COLUMNS = 60;

  public Terminal {
    columns = Math.max(MIN_COLUMNS, columns);
  }

  public static Terminal ofProcess() {
    boolean colours = System.getenv("NO_COLOR") == null;
    return new Terminal(
        System.out,
        System.err,
        colours && Boolean.getBoolean("fanlens.terminal.out"),
        Boolean.getBoolean("fanlens.terminal.err"),
        Integer.getInteger("fanlens.columns", DEFAULT_COLUMNS));
  }

  /** Keys and labels are untrusted input: no control character may reach the terminal. */
  public static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  public String good(String text) {
    return coloured("32", text);
  }

  public String bad(String text) {
    return coloured("31", text);
  }

  public String strong(String text) {
    return coloured("1", text);
  }

  public String faint(String text) {
    return coloured("2", text);
  }

  private String coloured(String code, String text) {
    return outIsTerminal ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
