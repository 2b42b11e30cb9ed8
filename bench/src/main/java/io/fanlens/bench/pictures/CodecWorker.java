package io.fanlens.bench.pictures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A child process that converts one picture after the other. It prints a line about itself first;
 * each line that it is given (file, longest side or 0, output file or "-", parted by tabs) it
 * answers with {@code ok CPU_NANOS WALL_NANOS} or {@code no REASON}.
 */
final class CodecWorker implements AutoCloseable {

  private static final long SECONDS_TO_END = 10;

  private final Process process;
  private final PrintWriter to;
  private final BufferedReader from;
  private final String about;

  CodecWorker(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    to = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    about = from.readLine();
    if (about == null) {
      close();
      throw new IOException("%s does not start".formatted(command.getFirst()));
    }
  }

  /** What the process said of itself, such as {@code Pillow 9.4.0}. */
  String about() {
    return about;
  }

  Cost convert(Path picture, int longest, Optional<Path> out) throws IOException {
    to.print(picture + "\t" + longest + "\t" + out.map(Path::toString).orElse("-") + "\n");
    to.flush();
    String answer = from.readLine();
    if (answer == null) {
      throw new IOException("the process ended while it converted " + picture.getFileName());
    }
    if (!answer.startsWith("ok ")) {
      throw new CannotConvertException(answer.substring(answer.indexOf(' ') + 1));
    }
    String[] parts = answer.split(" ", -1);
    return new Cost(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  /** The most memory that the process ever had, in kB; empty where the system does not say. */
  Optional<Long> peakKilobytes() {
    return PeakMemory.of(process.pid());
  }

  @Override
  public void close() throws IOException {
    to.close();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    from.close();
  }
}
