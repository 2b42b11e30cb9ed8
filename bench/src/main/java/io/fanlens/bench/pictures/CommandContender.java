package io.fanlens.bench.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command line tool: a process for each picture, whose start is part of its time. */
final class CommandContender implements Contender {

  /** How a tool's command is written for a picture. */
  @FunctionalInterface
  interface Line {
    List<String> of(Sample sample, Path picture, Path out);
  }

  private static final int POLL_MILLIS = 2;

  private final String name;
  private final Line line;
  private final Path scratch;

  CommandContender(String name, Line line, Path scratch) {
    this.name = name;
    this.line = line;
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return name;
  }

  /** Through bash, whose {@code time} knows the CPU time of a process that has ended. */
  @Override
  public Cost convert(Sample sample, Path picture, Optional<Path> out)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%U %S %R'; time \"$@\"", "bash"));
    command.addAll(line.of(sample, picture, out.orElse(scratch)));
    String said = run(command);
    String[] lines = said.strip().split("\n", -1);
    String[] seconds = lines[lines.length - 1].split(" ", -1);
    double cpu = Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]);
    return new Cost((long) (cpu * 1e9), (long) (Double.parseDouble(seconds[2]) * 1e9));
  }

  /** Reads it until the process ends: the last reading is at most some ms before that. */
  @Override
  public Optional<Long> peakKilobytes(Sample sample, Path picture)
      throws IOException, InterruptedException {
    Process process = quiet(line.of(sample, picture, scratch)).start();
    Optional<Long> peak = Optional.empty();
    while (!process.waitFor(POLL_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
      Optional<Long> now = PeakMemory.of(process.pid());
      peak = now.isPresent() ? now : peak;
    }
    return peak;
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = quiet(command).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new CannotConvertException(said.lines().findFirst().orElse("it failed"));
    }
    return said;
  }

  private static ProcessBuilder quiet(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder;
  }

  /** The first of these commands on the PATH. */
  static Optional<String> installed(String... commands) {
    for (String command : commands) {
      for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
        if (Files.isExecutable(Path.of(folder, command))) {
          return Optional.of(command);
        }
      }
    }
    return Optional.empty();
  }

  /** What a tool prints of its version, shortened to its number. */
  static String version(String command, String option) throws IOException, InterruptedException {
    String said = run(List.of(command, option));
    return said.replaceAll("(?s)^.*?([0-9]+(\\.[0-9]+)+).*$", "$1");
  }

  @Override
  public boolean staysWarm() {
    return false;
  }

  @Override
  public void close() {
    // no process stays
  }
}
