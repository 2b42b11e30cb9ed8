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
  private static final int FRAMES_A_SIZE = 4;

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
   * Shows until {@code quit}.
   *
   * @param sizes of the terminal
   * @throws SdkException when nothing could be read at all; later failures are shown
   */
  void run(BooleanSupplier quit, Supplier<Optional<TerminalInput.Size>> sizes)
      throws InterruptedException {
    Redraw screen = new Redraw(terminal.out());
    try {
      for (int frame = 0; true; frame++) {
        if (form == Form.FRAMES && frame % FRAMES_A_SIZE == 0) {
          size = sizes.get();
        }
        show(screen, read());
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
    int columns = size.map(TerminalInput.Size::columns).orElse(terminal.columns());
    Terminal wide = terminal.withColumns(columns);
    List<String> lines = new ArrayList<>();
    lines.add(terminal.strong("%s, %s".formatted(title, StatusText.clock(view.at()))));
    lines.addAll(LiveText.of(wide, view));
    if (!problem.isEmpty()) {
      lines.add(terminal.bad(cut(problem, columns)));
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

  private static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, columns - 1) + "…";
  }
}
