package io.fanlens.local.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.Timers;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * Passes on what a child prints, line by line, and remembers the last lines for the report of its
 * end.
 */
final class ChildOutput {
  private static final int REMEMBERED_LINES = 5;
  private static final Duration LONGEST_READ = Duration.ofSeconds(10);

  private final String childId;
  private final LambdaListener listener;
  private final Deque<String> last = new ArrayDeque<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  ChildOutput(String childId, LambdaListener listener) {
    this.childId = childId;
    this.listener = listener;
  }

  void follow(Process process) {
    // A platform thread: reading a pipe would hold a virtual thread's carrier.
    Thread.ofPlatform()
        .daemon()
        .name("output of " + childId)
        .start(() -> read(process.inputReader(UTF_8)));
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
    } finally {
      ended.complete(null);
    }
  }

  /** Waits for the last lines of a process that has ended; a grandchild may hold the pipe open. */
  void awaitEnd(Timers timers) {
    Timers.Timer limit = timers.after(LONGEST_READ, () -> ended.complete(null));
    ended.join();
    limit.cancel();
  }

  String tail() {
    synchronized (last) {
      return last.isEmpty() ? "" : "; its last lines: " + String.join(" | ", last);
    }
  }
}
