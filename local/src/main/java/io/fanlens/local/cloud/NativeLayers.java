package io.fanlens.local.cloud;

import io.fanlens.local.stack.StackFunction;
import io.fanlens.picture.heif.HeicLibrary;
import io.fanlens.picture.vips.LibvipsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces a function's layers. Their libraries are built for the template's architecture, so a
 * process gets this machine's own builds, by environment variables; a function without the layer
 * gets none, as on AWS. A start script is run from the layer's sources.
 *
 * @param notices messages for the user
 */
record NativeLayers(Map<String, String> environment, List<String> notices) {

  private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
  private static final Path MOUNT = Path.of("/opt");

  /** The layers' files that need no build. */
  private static final Path SOURCES = Path.of("infra/src/layers");

  /**
   * @param built a file of the build; the libraries and the layers' sources are found above it
   */
  static NativeLayers of(StackFunction function, Path built, Map<String, String> own) {
    Map<String, String> environment = new HashMap<>(function.environment());
    List<String> notices = new ArrayList<>();
    environment.putIfAbsent(LibvipsFile.VARIABLE, LibvipsFile.NONE);
    environment.putIfAbsent(HeicLibrary.VARIABLE, HeicLibrary.NONE);
    for (String layer : function.layers()) {
      String variable = variable(layer);
      String library =
          own.getOrDefault(variable, library(variable, built).map(Path::toString).orElse(""));
      if (library.isEmpty()) {
        notices.add(
            "Layer %s is not mounted: there is no build of it for this machine.".formatted(layer));
      } else {
        environment.put(variable, library);
        notices.add(
            "Layer %s is replaced by this machine's own build: %s.".formatted(layer, library));
      }
    }
    startScript(function, built, environment, notices);
    return new NativeLayers(Map.copyOf(environment), List.copyOf(notices));
  }

  private static String variable(String layer) {
    return layer.endsWith("-libvips")
        ? LibvipsFile.VARIABLE
        : layer.endsWith("-heic") ? HeicLibrary.VARIABLE : "";
  }

  private static Optional<Path> library(String variable, Path built) {
    return switch (variable) {
      case LibvipsFile.VARIABLE -> LibvipsFile.nearest(built);
      case HeicLibrary.VARIABLE -> HeicLibrary.nearest(built);
      default -> Optional.empty();
    };
  }

  private static void startScript(
      StackFunction function, Path built, Map<String, String> environment, List<String> notices) {
    String wrapper = environment.remove(WRAPPER);
    if (wrapper == null) {
      return;
    }
    for (String layer : function.layers()) {
      for (Path at = built.toAbsolutePath(); at != null; at = at.getParent()) {
        Path folder = at.resolve(SOURCES).resolve(layer.substring(layer.lastIndexOf('-') + 1));
        Path script =
            Path.of(wrapper).startsWith(MOUNT)
                ? folder.resolve(MOUNT.relativize(Path.of(wrapper)))
                : folder.resolve("none");
        if (Files.isExecutable(script)) {
          environment.put(WRAPPER, script.toString());
          return;
        }
      }
    }
    notices.add("Start script %s is not in any layer here, so it is not run.".formatted(wrapper));
  }
}
