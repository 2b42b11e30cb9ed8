package io.fanlens.picture.heif;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the decoder of HEIC lies: a folder with FFmpeg's libraries, named by the system property
 * {@value #PROPERTY} or the environment variable {@value #VARIABLE}; else {@code /opt/lib}, where a
 * function's layer puts them.
 */
public final class HeicLibrary {

  public static final String PROPERTY = "fanlens.heic";
  public static final String VARIABLE = "FANLENS_HEIC";

  /** Named in place of a folder: no HEIC. */
  public static final String NONE = "none";

  private static final Path LAYER = Path.of("/opt/lib");

  private HeicLibrary() {}

  public static Optional<Path> find() {
    return find(
        Optional.ofNullable(System.getProperty(PROPERTY))
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE))));
  }

  static Optional<Path> find(Optional<String> named) {
    Path folder = named.filter(name -> !name.isBlank()).map(Path::of).orElse(LAYER);
    return Optional.of(folder).filter(HeicLibrary::holdsDecoder);
  }

  /** What the build unpacked for this machine, in the folder or the nearest one above it. */
  public static Optional<Path> nearest(Path folder) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      Path built = at.resolve("target/heic");
      if (holdsDecoder(built)) {
        return Optional.of(built);
      }
    }
    return Optional.empty();
  }

  static Optional<Path> inFolder(Path folder, String library) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, library + ".so.*")) {
      for (Path file : files) {
        return Optional.of(file.toAbsolutePath());
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean holdsDecoder(Path folder) {
    return inFolder(folder, "libavcodec").isPresent();
  }
}
