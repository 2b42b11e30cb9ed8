package io.fanlens.infra.analyzer;

import io.fanlens.stage.configuration.StageConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awscdk.services.lambda.Architecture;

/**
 * The artifacts of the build that are deployed: the functions' zip, and a folder of layers with a
 * file {@code architecture} that names their processor.
 */
public record Assets(Path functionsZip, Path layers) {

  static final String LIBVIPS = "libvips";
  static final String HEIC = "heic";

  /** What has not been built, with the command that builds it. */
  public Optional<String> missing(StageConfiguration configuration) {
    Path architecture = layers.resolve("architecture");
    if (!Files.isRegularFile(functionsZip)) {
      return notBuilt(functionsZip);
    }
    if (!Files.isRegularFile(architecture)) {
      return notBuilt(architecture);
    }
    if (!holds(LIBVIPS, "libvips-cpp.so.*")) {
      return notBuilt(layer(LIBVIPS).resolve("lib"));
    }
    return configuration.function().heic() && !holds(HEIC, "libavcodec.so.*")
        ? notBuilt(layer(HEIC).resolve("lib"))
        : Optional.empty();
  }

  Path layer(String name) {
    return layers.resolve(name);
  }

  /** The processor of the layers' libraries and of the function. */
  public Architecture architecture() {
    try {
      String name = Files.readString(layers.resolve("architecture")).strip();
      return switch (name) {
        case "arm64" -> Architecture.ARM_64;
        case "x86_64" -> Architecture.X86_64;
        default ->
            throw new IllegalStateException(
                "function.architecture in pom.xml is %s; AWS Lambda supports arm64 and x86_64"
                    .formatted(name));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean holds(String layer, String library) {
    Path folder = layer(layer).resolve("lib");
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, library)) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> notBuilt(Path path) {
    return Optional.of(
        "%s is missing or empty; build it first: mvn -DskipTests package".formatted(path));
  }
}
