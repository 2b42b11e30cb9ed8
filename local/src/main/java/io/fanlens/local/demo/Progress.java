package io.fanlens.local.demo;

import io.fanlens.operations.command.Redraw;
import io.fanlens.operations.command.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Progress of a long task: a bar on a terminal, elsewhere a line every five seconds and at the end.
 */
final class Progress {

  private static final int BAR_CELLS = 24;
  private static final int SECONDS_BETWEEN_LINES = 5;

  private final Terminal terminal;
  private final String what;
  private final int total;
  private final InstantSource clock;
  private final Instant started;
  private final Redraw screen;
  private final IntSupplier columns;
  private long lastPrinted;
  private List<String> last = List.of();

  /**
   * Progress.
   *
   * @param columns of the terminal now
   */
  Progress(Terminal terminal, String what, int total, InstantSource clock, IntSupplier columns) {
    this.terminal = terminal;
    this.what = what;
    this.total = total;
    this.clock = clock;
    this.started = clock.instant();
    this.screen = new Redraw(terminal.err());
    this.columns = columns;
  }

  void at(int done) {
    at(done, List.of());
  }

  /**
   * Shows how far it is.
   *
   * @param more lines for a terminal
   */
  void at(int done, List<String> more) {
    long seconds = Duration.between(started, clock.instant()).toSeconds();
    if (terminal.errIsTerminal()) {
      int cells = total == 0 ? BAR_CELLS : (int) ((long) BAR_CELLS * done / total);
      String bar = "█".repeat(cells) + "░".repeat(BAR_CELLS - cells);
      List<String> lines = new ArrayList<>();
      lines.add("%s %s %d/%d, %d s".formatted(what, bar, done, total, seconds));
      lines.addAll(more);
      if (!lines.equals(last)) {
        last = lines; // asking for the width may start a process
        screen.draw(lines, columns.getAsInt());
      }
      return;
    }
    if (done == total || seconds >= lastPrinted + SECONDS_BETWEEN_LINES) {
      lastPrinted = seconds;
      terminal.err().printf("%s: %d of %d, %d s%n", what, done, total, seconds);
    }
  }

  /** Clears the lines for the next output. */
  void end() {
    screen.clear(columns.getAsInt());
  }
}
