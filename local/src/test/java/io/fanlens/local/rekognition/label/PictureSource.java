package io.fanlens.local.rekognition.label;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A package with photographs, fetched once into the build's folder by the client of its registry.
 *
 * @param registry npm or deb
 * @param name with the version, for npm
 */
record PictureSource(String registry, String name) {

  private static final String NPM = "npm";

  /** Ten times as large as the others together. */
  private static final String LARGE = "tabler-ui";

  static PictureSource of(String words) {
    String[] both = words.split(" ", 2);
    return new PictureSource(both[0], both[1]);
  }

  /** Those that every build fetches, of 15 MB. */
  boolean isSmall() {
    return registry.equals(NPM) && !name.startsWith(LARGE);
  }

  /**
   * Its files.
   *
   * @throws IOException if they cannot be had here
   */
  Path folder() throws IOException {
    Path folder = Path.of("target", "pictures", name);
    Path done = folder.resolve("fetched");
    if (Files.exists(done)) {
      return folder;
    }
    Files.createDirectories(folder);
    if (registry.equals(NPM)) {
      run(folder, "npm", "pack", name, "--prefer-offline", "--silent");
      run(folder, "tar", "-xzf", fetched(folder, ".tgz"));
    } else {
      run(folder, "apt-get", "download", name);
      run(folder, "dpkg-deb", "-x", fetched(folder, ".deb"), ".");
    }
    Files.writeString(done, "");
    return folder;
  }

  private static String fetched(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ending))
          .findFirst()
          .orElseThrow(() -> new IOException("nothing was fetched into " + folder));
    }
  }

  private static void run(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            List.of(command) + " failed: " + Files.readString(folder.resolve("log")));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
