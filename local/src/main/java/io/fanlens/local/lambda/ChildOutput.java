package io.fanlens.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Passes on what a child prints, line by line, and remembers the last lines for its obituary. */
final class ChildOutput {
  private static final int REMEMBERED_LINES = 5;

  private final String childId;
  private final LambdaListener listener;
  private final Deque<String> last = new ArrayDeque<>();
  private Thread reader;

  private ChildOutput(String childId, LambdaListener listener) {
    this.childId = childId;
    this.listener = listener;
  }

  static ChildOutput follow(String childId, Process process, LambdaListener listener) {
    ChildOutput output = new ChildOutput(childId, listener);
    // A platform thread: reading a pipe would hold a virtual thread's carrier.
    output.reader =
        Thread.ofPlatform()
            .daemon()
            .name("output of " + childId)
            .start(() -> output.read(process.inputReader(UTF_8)));
    return output;
  }

  private void read(BufferedReader lines) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (last) {
          last.addLast(line);
          if (last.size() > REMEMBERED_LINES) {
            last.removeFirst();
          }
        }
        listener.on(new LambdaEvent.ChildOutput(childId, line));
      }
    } catch (IOException e) {
      // The pipe broke with the process: there are no more lines.
    }
  }

  /** Waits for the last lines of a process that has ended; a grandchild may hold the pipe open. */
  void awaitEnd() {
    try {
      reader.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String tail() {
    synchronized (last) {
      return last.isEmpty() ? "" : "; its last lines: " + String.join(" | ", last);
    }
  }
}
