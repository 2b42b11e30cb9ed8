package io.fanlens.operations.command;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Single keys from the process's terminal, and its size. Java has neither, so {@code stty} is
 * asked; where it is missing no key is ever pressed and the size is unknown. The terminal is as
 * before after {@link #close}, which Ctrl-C calls too.
 */
public final class TerminalInput implements AutoCloseable {

  private static final File TERMINAL = new File("/dev/tty");
  private static final int PATIENCE_SECONDS = 2;

  private final Optional<String> before;
  private final Optional<InputStream> keys;
  private final Thread hook = new Thread(this::restore, "restore-terminal");

  /**
   * A terminal's size.
   *
   * @param rows lines
   * @param columns width of a line
   */
  public record Size(int rows, int columns) {}

  private TerminalInput(Optional<String> before) {
    this.before = before;
    this.keys = before.flatMap(settings -> open());
    Runtime.getRuntime().addShutdownHook(hook);
    if (keys.isPresent()) {
      stty("-icanon", "-echo", "min", "0", "time", "0");
    }
  }

  public static TerminalInput ofProcess() {
    return new TerminalInput(stty("-g"));
  }

  private static Optional<InputStream> open() {
    try {
      return Optional.of(new FileInputStream(TERMINAL));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the key was pressed since it was asked last; other keys are forgotten. */
  public boolean isPressed(char key) {
    if (keys.isEmpty()) {
      return false;
    }
    try {
      InputStream in = keys.get();
      boolean pressed = false;
      while (in.available() > 0) {
        pressed |= in.read() == key;
      }
      return pressed;
    } catch (IOException e) {
      return false;
    }
  }

  /** The size now; empty where it is unknown. */
  public static Optional<Size> size() {
    return stty("size").flatMap(TerminalInput::size);
  }

  static Optional<Size> size(String answer) {
    String[] numbers = answer.strip().split(" ", -1);
    try {
      Size size = new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      return size.rows() > 0 && size.columns() > 0 ? Optional.of(size) : Optional.empty();
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    restore();
    try {
      if (keys.isPresent()) {
        keys.get().close();
      }
    } catch (IOException e) {
      // Nothing is read from it any more.
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }

  private void restore() {
    before.ifPresent(TerminalInput::stty);
  }

  /** In the background it would be stopped for ever: hence the limit. */
  private static Optional<String> stty(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "stty";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return process.exitValue() == 0 ? Optional.of(answer.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
