package io.fanlens.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a pipeline's functions have printed, while they still print. */
public final class FunctionLogs {
  private FunctionLogs() {}

  /**
   * The finished lines of all functions; one that is still being written is left out.
   *
   * @param directory the pipeline's
   */
  public static List<String> lines(Path directory) {
    try (Stream<Path> files = Files.walk(directory.resolve("logs"))) {
      return files.filter(Files::isRegularFile).flatMap(FunctionLogs::linesOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      String text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
