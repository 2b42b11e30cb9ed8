package io.fanlens.bench.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prepares a picture in fresh processes of the function's kind. */
final class Preparations {

  private static final int IN_TURN = 6;

  private final Path libvips;

  Preparations(Path libvips) {
    this.libvips = libvips;
  }

  /**
   * What came out, and what it took.
   *
   * @param endedMillis when each was done, since the first began
   */
  record Run(int width, int height, long bytes, long peakKilobytes, List<Long> endedMillis) {}

  Run run(Path picture, int times, boolean atOnce) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            FunctionProcess.command(
                PrepareProcess.class, picture, times, atOnce ? "at-once" : "in-turn"));
    command.add(1, "-Dfanlens.libvips=" + libvips);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0 || !said.startsWith("ok ")) {
      throw new IOException(
          "a process that prepares %s %d times ended with %d"
              .formatted(picture.getFileName(), times, process.exitValue()));
    }
    String[] parts = said.strip().split(" ", -1);
    List<Long> ended = new ArrayList<>();
    for (int i = 5; i < parts.length; i++) {
      ended.add(Long.parseLong(parts[i]));
    }
    return new Run(
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]),
        List.copyOf(ended));
  }

  /** The first conversion of a process, the loading of libvips included, and a later one. */
  record FirstAndWarm(double firstMillis, double warmMillis) {}

  FirstAndWarm firstAndWarm(Path picture) throws IOException, InterruptedException {
    List<Long> ended = run(picture, IN_TURN, false).endedMillis();
    double[] later = new double[IN_TURN - 1];
    for (int i = 1; i < IN_TURN; i++) {
      later[i - 1] = ended.get(i) - ended.get(i - 1);
    }
    return new FirstAndWarm(ended.getFirst(), Measured.median(later));
  }
}
