package io.fanlens.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shifts the clock of a child process, by preloading libfaketime. */
public final class ShiftedClock {

  private static final List<Path> ROOTS = List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"));

  private final Path library;

  private ShiftedClock(Path library) {
    this.library = library;
  }

  /** Empty where libfaketime is not installed. */
  public static Optional<ShiftedClock> find() {
    for (Path root : ROOTS) {
      try (var folders = Files.newDirectoryStream(root)) {
        for (Path folder : folders) {
          Path file = folder.resolve("faketime/libfaketime.so.1");
          if (Files.isReadable(file)) {
            return Optional.of(new ShiftedClock(file));
          }
        }
      } catch (IOException e) {
        // no such folder on this machine
      }
    }
    return Optional.empty();
  }

  /** An environment whose processes see a shifted time of day; waits keep their length. */
  public Map<String, String> in(Map<String, String> environment, Duration offset) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("LD_PRELOAD", library.toString());
    all.put("FAKETIME", "%+.3f".formatted(offset.toMillis() / 1000.0));
    all.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    // Otherwise each timed wait of the JVM ends at once, and its threads spin.
    all.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    all.put("NO_FAKE_STAT", "1"); // files keep their times, or the start cache is refused
    return all;
  }
}
