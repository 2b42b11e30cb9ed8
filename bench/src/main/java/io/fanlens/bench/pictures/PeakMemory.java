package io.fanlens.bench.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The most memory a process ever had in RAM (VmHWM), where the system knows it. */
public final class PeakMemory {

  private PeakMemory() {}

  /** In kB; empty when the process is gone, or this is no Linux. */
  public static Optional<Long> of(long pid) {
    Path status = Path.of("/proc/" + pid + "/status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
