package io.fanlens.local.demo;

import io.fanlens.operations.command.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How far a long piece of work is: a bar that is drawn over on a terminal, and elsewhere a plain
 * line every five seconds and at the end.
 */
final class Progress {

  private static final int BAR_CELLS = 24;
  private static final int SECONDS_BETWEEN_LINES = 5;

  private final Terminal terminal;
  private final String what;
  private final int total;
  private final InstantSource clock;
  private final Instant started;
  private long lastSaid;
  private String lastLine = "";

  Progress(Terminal terminal, String what, int total, InstantSource clock) {
    this.terminal = terminal;
    this.what = what;
    this.total = total;
    this.clock = clock;
    this.started = clock.instant();
  }

  void at(int done) {
    long seconds = Duration.between(started, clock.instant()).toSeconds();
    if (terminal.errIsTerminal()) {
      int cells = total == 0 ? BAR_CELLS : (int) ((long) BAR_CELLS * done / total);
      String bar = "█".repeat(cells) + "░".repeat(BAR_CELLS - cells);
      draw("%s %s %d/%d, %d s".formatted(what, bar, done, total, seconds));
      return;
    }
    if (done == total || seconds >= lastSaid + SECONDS_BETWEEN_LINES) {
      lastSaid = seconds;
      terminal.err().printf("%s: %d of %d, %d s%n", what, done, total, seconds);
    }
  }

  /** Leaves the line to what comes next. */
  void end() {
    if (terminal.errIsTerminal() && !lastLine.isEmpty()) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }

  private void draw(String line) {
    if (!line.equals(lastLine)) {
      terminal.err().print("\r\u001b[K" + line);
      terminal.err().flush();
      lastLine = line;
    }
  }
}
