package io.fanlens.operations.status;

import io.fanlens.operations.command.Redraw;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.TerminalInput;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Shows a deployment at work until it is told to quit: on a terminal lines that are drawn again
 * twice a second, elsewhere one line every five seconds, or an object of JSON twice a second.
 */
final class LiveWatch {

  private static final Duration KEY_INTERVAL = Duration.ofMillis(50);
  private static final int KEYS_A_FRAME = 10;
  private static final int KEYS_A_LINE = 100;

  /** How the numbers are shown. */
  enum Form {
    FRAMES,
    LINES,
    JSON
  }

  private final Terminal terminal;
  private final Form form;
  private final String title;
  private final Supplier<LiveSnapshot> reads;
  private final Sleeper sleeper;
  private final LiveRates rates = new LiveRates(QuotaRules.DEFAULTS);
  private LiveView view;
  private Optional<TerminalInput.Size> size = Optional.empty();

  LiveWatch(
      Terminal terminal, Form form, String title, Supplier<LiveSnapshot> reads, Sleeper sleeper) {
    this.terminal = terminal;
    this.form = form;
    this.title = title;
    this.reads = reads;
    this.sleeper = sleeper;
  }

  /**
   * Watches on the process's terminal, or writes to what is none, until q or Ctrl-C.
   *
   * @param json whether to print objects of JSON
   */
  static void show(Terminal terminal, boolean json, String title, Supplier<LiveSnapshot> reads)
      throws InterruptedException {
    boolean frames = terminal.outIsTerminal() && !json;
    Form form = json ? Form.JSON : frames ? Form.FRAMES : Form.LINES;
    LiveWatch live = new LiveWatch(terminal, form, title, reads, Sleeper.REAL);
    if (frames) {
      try (TerminalInput input = TerminalInput.ofProcess()) {
        live.run(() -> input.isPressed('q'), TerminalInput::size);
      }
    } else {
      live.run(() -> false, Optional::empty);
    }
  }

  /**
   * Shows until {@code quit}.
   *
   * @param sizes of the terminal
   * @throws SdkException when nothing could be read at all; later failures are shown
   */
  void run(BooleanSupplier quit, Supplier<Optional<TerminalInput.Size>> sizes)
      throws InterruptedException {
    Redraw screen = new Redraw(terminal.out());
    try {
      while (true) {
        String problem = read();
        if (form == Form.FRAMES) {
          // Right before it is drawn: a frame for another width leaves lines behind.
          size = sizes.get();
        }
        show(screen, problem);
        for (int i = 0; i < (form == Form.LINES ? KEYS_A_LINE : KEYS_A_FRAME); i++) {
          if (quit.getAsBoolean()) {
            return;
          }
          sleeper.sleep(KEY_INTERVAL);
        }
      }
    } finally {
      screen.end();
    }
  }

  /** Why there is nothing new; empty when there is. */
  private String read() {
    try {
      view = rates.add(reads.get());
      return "";
    } catch (SdkException | OperationsException e) {
      if (view == null) {
        throw e;
      }
      return "no answer since %s: %s"
          .formatted(StatusText.clock(view.at()), Terminal.printable(e.getMessage()));
    }
  }

  private void show(Redraw screen, String problem) {
    switch (form) {
      case FRAMES -> frame(screen, problem);
      case LINES -> terminal.out().println(problem.isEmpty() ? LiveText.line(view) : problem);
      case JSON -> {
        if (problem.isEmpty()) {
          terminal.out().println(LiveJson.of(view));
        } else {
          terminal.err().println("fanlens: " + problem);
        }
      }
    }
  }

  private void frame(Redraw screen, String problem) {
    int columns = size.map(TerminalInput.Size::columns).orElse(terminal.width());
    Terminal wide = terminal.withWidth(columns);
    List<String> lines = new ArrayList<>();
    lines.add(terminal.strong("%s, %s".formatted(title, StatusText.clock(view.at()))));
    lines.addAll(LiveText.of(wide, view));
    if (!problem.isEmpty()) {
      lines.add(terminal.bad(problem));
    }
    lines.add(terminal.faint("q quits"));
    screen.draw(fitting(lines, size), columns);
  }

  /** What is above the screen cannot be drawn again, so the last lines are left out. */
  static List<String> fitting(List<String> lines, Optional<TerminalInput.Size> size) {
    int most = size.map(known -> Math.max(2, known.rows() - 1)).orElse(lines.size());
    if (lines.size() <= most) {
      return lines;
    }
    List<String> fitting = new ArrayList<>(lines.subList(0, most - 1));
    fitting.add("… and %d more lines".formatted(lines.size() - most + 1));
    return fitting;
  }
}
