package io.fanlens.operations.command;

import java.io.PrintStream;

/**
 * Where a command writes: results to {@code out}, progress and errors to {@code err}. The launcher
 * detects which of them is a terminal and how wide it is, and passes that in system properties.
 *
 * @param outIsTerminal whether a line on {@code out} can be overwritten
 * @param errIsTerminal whether a line on {@code err} can be overwritten
 * @param colours whether colours may be used on {@code out}
 * @param width columns of a line; what is drawn in place must not exceed it
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean colours,
    int width) {

  private static final int DEFAULT_COLUMNS = 100;
  private static final int MIN_COLUMNS = 60;

  /** Colours wherever it is a terminal. */
  public Terminal(
      PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, int width) {
    this(out, err, outIsTerminal, errIsTerminal, outIsTerminal, width);
  }

  public static Terminal ofProcess() {
    boolean outIsTerminal = Boolean.getBoolean("fanlens.terminal.out");
    return new Terminal(
        System.out,
        System.err,
        outIsTerminal,
        Boolean.getBoolean("fanlens.terminal.err"),
        outIsTerminal && System.getenv("NO_COLOR") == null,
        Integer.getInteger("fanlens.columns", DEFAULT_COLUMNS));
  }

  /** What tables are laid out for: on less room they would say nothing. */
  public int columns() {
    return Math.max(MIN_COLUMNS, width);
  }

  /** The same terminal after it was made wider or narrower. */
  public Terminal withWidth(int newWidth) {
    return new Terminal(out, err, outIsTerminal, errIsTerminal, colours, newWidth);
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
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
