package io.fanlens.operations.command;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A command on a real terminal of its own, made by {@code script} of util-linux. */
public final class PseudoTerminal implements AutoCloseable {

  /** What the command prints is behind this. */
  private static final String BEGIN = "BEGIN\r\n";

  private static final String END = "END ";

  /** A build in the background ignores Ctrl-C, and all that it starts would. */
  private static final List<String> SCRIPT = List.of("env", "--default-signal=INT", "script");

  private static final long PATIENCE_SECONDS = 300;

  private final Process process;
  private final StringBuilder printed = new StringBuilder();
  private boolean ended;

  private PseudoTerminal(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().start(this::read);
  }

  /** Skips the test where there is no such program, as on macOS. */
  public static void assumeThereIsOne() throws IOException, InterruptedException {
    boolean found = false;
    try {
      Process version = new ProcessBuilder(script("--version")).redirectErrorStream(true).start();
      found =
          new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .contains("util-linux");
      version.waitFor();
    } catch (IOException e) {
      // There is no such program.
    }
    assumeTrue(found, "'script' of util-linux makes the terminal, and it is missing");
  }

  /** Starts a shell command; Ctrl-C reaches it but not the shell. */
  public static PseudoTerminal start(int columns, String command, Map<String, String> environment)
      throws IOException {
    String shell =
        "trap : INT; tty; stty rows 24 cols %d; echo BEGIN; %s; echo \"%s$?\"; stty -a"
            .formatted(columns, command, END);
    ProcessBuilder builder =
        new ProcessBuilder(script("-qfec", shell, "/dev/null")).redirectErrorStream(true);
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("NO_COLOR");
    builder.environment().putAll(environment);
    return new PseudoTerminal(builder.start());
  }

  private static List<String> script(String... arguments) {
    return Stream.concat(SCRIPT.stream(), Stream.of(arguments)).toList();
  }

  private void read() {
    try (Reader in = process.inputReader(StandardCharsets.UTF_8)) {
      readAll(in);
    } catch (IOException e) {
      // It was closed.
    }
    synchronized (printed) {
      ended = true;
      printed.notifyAll();
    }
  }

  private void readAll(Reader in) throws IOException {
    char[] some = new char[4096];
    for (int count = in.read(some); count >= 0; count = in.read(some)) {
      synchronized (printed) {
        printed.append(some, 0, count);
        printed.notifyAll();
      }
    }
  }

  /** All that the command printed when it satisfies a condition, or has ended. */
  public String await(Predicate<String> condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (printed) {
      while (!ended && !condition.test(ofCommand())) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("It did not come: " + printed);
        }
        printed.wait(left);
      }
      return ofCommand();
    }
  }

  private String ofCommand() {
    int begin = printed.indexOf(BEGIN);
    if (begin < 0) {
      return "";
    }
    int end = printed.lastIndexOf(END);
    return printed.substring(begin + BEGIN.length(), end < begin ? printed.length() : end);
  }

  /** What the shell says of the command's end: its exit code and the terminal's settings. */
  public String awaitEnd() throws InterruptedException {
    await(text -> false);
    synchronized (printed) {
      int end = printed.lastIndexOf(END);
      return end < 0 ? "" : printed.substring(end + END.length());
    }
  }

  public void type(String keys) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(keys.getBytes(StandardCharsets.US_ASCII));
    in.flush();
  }

  public void resize(int columns) throws IOException, InterruptedException {
    String device;
    synchronized (printed) {
      device = printed.substring(0, printed.indexOf("\r\n"));
    }
    Process stty =
        new ProcessBuilder("stty", "-F", device, "cols", Integer.toString(columns))
            .inheritIO()
            .start();
    if (stty.waitFor() != 0) {
      throw new AssertionError("stty could not resize " + device);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
