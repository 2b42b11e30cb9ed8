package io.fanlens.operations.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How far a piece of work is whose end nobody knows: a line that is drawn over on a terminal, and
 * elsewhere a line every thirty seconds.
 */
public final class Counter {

  private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final Terminal terminal;
  private final InstantSource clock;
  private Instant last;
  private boolean drawn;

  public Counter(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.last = clock.instant();
  }

  public synchronized void say(String line) {
    Instant now = clock.instant();
    Duration between = terminal.errIsTerminal() ? BETWEEN_DRAWINGS : BETWEEN_LINES;
    if (Duration.between(last, now).compareTo(between) < 0) {
      return;
    }
    last = now;
    if (terminal.errIsTerminal()) {
      drawn = true;
      terminal.err().print("\r\u001b[K" + line);
      terminal.err().flush();
    } else {
      terminal.err().println(line);
    }
  }

  /** Leaves the line to what comes next. */
  public synchronized void end() {
    if (drawn) {
      drawn = false;
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }
}
