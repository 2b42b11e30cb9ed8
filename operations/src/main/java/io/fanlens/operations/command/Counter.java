package io.fanlens.operations.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Progress of work of unknown length: one line that is overwritten on a terminal, a new line every
 * thirty seconds elsewhere.
 */
public final class Counter {

  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(100);
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(30);

  private final Terminal terminal;
  private final InstantSource clock;
  private Instant last;
  private boolean drawn;

  public Counter(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.last = clock.instant();
  }

  public synchronized void show(String line) {
    Instant now = clock.instant();
    Duration between = terminal.errIsTerminal() ? TERMINAL_INTERVAL : LINE_INTERVAL;
    if (Duration.between(last, now).compareTo(between) < 0) {
      return;
    }
    last = now;
    if (terminal.errIsTerminal()) {
      drawn = true;
      terminal.err().print("\r\u001b[K" + VisibleText.cut(line, terminal.width()));
      terminal.err().flush();
    } else {
      terminal.err().println(line);
    }
  }

  /** Clears the line for the next output. */
  public synchronized void end() {
    if (drawn) {
      drawn = false;
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }
}
