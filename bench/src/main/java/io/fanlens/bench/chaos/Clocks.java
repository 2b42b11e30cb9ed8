package io.fanlens.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some of the function's processes have a clock that is a second off, from outside: Debian's
 * libfaketime stands before the C library. Which ones, follows from their number and the seed.
 */
final class Clocks {

  private static final List<Path> LIBRARIES = List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"));
  private static final String APP_ID = "AWS_SDK_UA_APP_ID";

  private final long seed;
  private final Optional<Path> library;

  Clocks(long seed) {
    this.seed = seed;
    this.library = library();
  }

  boolean canShift() {
    return library.isPresent();
  }

  Map<String, String> shifted(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    if (library.isPresent()) {
      int number = Integer.parseInt(environment.get(APP_ID).replaceAll("\\D", ""));
      String offset =
          switch ((int) Math.floorMod(number + seed, 5L)) {
            case 1 -> "+1.0";
            case 3 -> "-1.0";
            default -> "";
          };
      if (!offset.isEmpty()) {
        all.put("LD_PRELOAD", library.get().toString());
        all.put("FAKETIME", offset);
        all.put("DONT_FAKE_MONOTONIC", "1");
        all.put("NO_FAKE_STAT", "1"); // files keep their times, or the start cache is refused
      }
    }
    return all;
  }

  private static Optional<Path> library() {
    for (Path root : LIBRARIES) {
      try (var folders = Files.newDirectoryStream(root)) {
        for (Path folder : folders) {
          Path file = folder.resolve("faketime/libfaketime.so.1");
          if (Files.isReadable(file)) {
            return Optional.of(file);
          }
        }
      } catch (IOException e) {
        // no such folder on this machine
      }
    }
    return Optional.empty();
  }
}
