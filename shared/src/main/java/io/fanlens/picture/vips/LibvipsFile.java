package io.fanlens.picture.vips;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where libvips lies: the file, or a folder that holds it, named by the system property {@value
 * #PROPERTY} or the environment variable {@value #VARIABLE}; else {@code /opt/lib}, where a
 * function's layer puts it.
 */
public final class LibvipsFile {

  public static final String PROPERTY = "fanlens.libvips";
  public static final String VARIABLE = "FANLENS_LIBVIPS";

  /** Named in place of a file: convert without libvips. */
  public static final String NONE = "none";

  private static final Path LAYER = Path.of("/opt/lib");

  private LibvipsFile() {}

  public static Optional<Path> find() {
    return find(
        Optional.ofNullable(System.getProperty(PROPERTY))
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE))));
  }

  static Optional<Path> find(Optional<String> named) {
    if (named.isEmpty() || named.get().isBlank()) {
      return inFolder(LAYER);
    }
    if (named.get().equals(NONE)) {
      return Optional.empty();
    }
    Path path = Path.of(named.get());
    return Files.isRegularFile(path) ? Optional.of(path) : inFolder(path);
  }

  /** The library of this machine's system and processor, as npm installed it under a folder. */
  static Optional<Path> inNodeModules(Path folder) {
    return packageName(System::getProperty)
        .flatMap(
            name -> inFolder(folder.resolve("node_modules/@img").resolve(name).resolve("lib")));
  }

  /** The same, under the folder or the nearest one above it that has the library. */
  public static Optional<Path> nearest(Path folder) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      Optional<Path> file = inNodeModules(at);
      if (file.isPresent()) {
        return file;
      }
    }
    return Optional.empty();
  }

  static Optional<String> packageName(UnaryOperator<String> properties) {
    String system = properties.apply("os.name").toLowerCase(Locale.ROOT);
    String processor =
        switch (properties.apply("os.arch").toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64", "arm64" -> "arm64";
          default -> "";
        };
    String platform = system.startsWith("mac") ? "darwin-" + processor : "linux-" + processor;
    boolean known =
        platform.equals("darwin-arm64") || (system.equals("linux") && !processor.isEmpty());
    return known ? Optional.of("sharp-libvips-" + platform) : Optional.empty();
  }

  private static Optional<Path> inFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "libvips-cpp*.{so,so.*,dylib}")) {
      for (Path file : files) {
        return Optional.of(file.toAbsolutePath());
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
