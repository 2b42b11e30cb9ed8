package io.fanlens.local.cloud;

import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the output of a function's processes, one file each: {@code logs/NAME-child-1.log}. A new
 * start of the local cloud overwrites the files.
 */
final class LogFiles implements LambdaListener, AutoCloseable {
  private final Path directory;
  private final String function;
  private final Map<String, Writer> open = new HashMap<>();
  private boolean closed;

  LogFiles(Path directory, String function) {
    this.directory = directory;
    this.function = function;
  }

  @Override
  public synchronized void on(LambdaEvent event) {
    if (closed) {
      return; // The folder may be gone.
    }
    try {
      switch (event) {
        case LambdaEvent.ChildOutput output -> write(output.childId(), output.line());
        case LambdaEvent.ChildInitFailed failed -> write(failed.childId(), failed.message());
        default -> {}
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The log in " + directory + " cannot be written.", e);
    }
  }

  private void write(String childId, String line) throws IOException {
    Writer writer = open.get(childId);
    if (writer == null) {
      Files.createDirectories(directory);
      writer = Files.newBufferedWriter(directory.resolve(function + "-" + childId + ".log"));
      open.put(childId, writer);
    }
    writer.write(line);
    writer.write('\n');
    writer.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    for (Writer writer : open.values()) {
      writer.close();
    }
    closed = true;
  }
}
