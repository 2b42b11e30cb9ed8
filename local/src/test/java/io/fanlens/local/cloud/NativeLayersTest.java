package io.fanlens.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fanlens.local.stack.StackFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLayersTest {

  @TempDir Path root;

  @Test
  void shouldPassThisMachinesBuildOfEachLayer() throws IOException {
    Path heic = Files.createDirectories(root.resolve("target/heic"));
    Files.createFile(heic.resolve("libavcodec.so.61"));

    NativeLayers layers =
        NativeLayers.of(
            function(Map.of("JAVA_TOOL_OPTIONS", "-Dx=1"), "Fanlens-libvips", "Fanlens-heic"),
            root.resolve("functions/target/functions.zip"),
            Map.of("FANLENS_LIBVIPS", "/some/libvips-cpp.so"));

    assertEquals(
        Map.of(
            "JAVA_TOOL_OPTIONS",
            "-Dx=1",
            "FANLENS_LIBVIPS",
            "/some/libvips-cpp.so",
            "FANLENS_HEIC",
            heic.toString()),
        layers.environment());
    assertEquals(
        List.of(
            "Layer Fanlens-libvips is replaced by this machine's own build:"
                + " /some/libvips-cpp.so.",
            "Layer Fanlens-heic is replaced by this machine's own build: %s.".formatted(heic)),
        layers.notices());
  }

  @Test
  void shouldPassNothingWithoutALayer() {
    NativeLayers layers =
        NativeLayers.of(function(Map.of()), root, Map.of("FANLENS_LIBVIPS", "/some/where"));

    assertEquals(Map.of("FANLENS_LIBVIPS", "none", "FANLENS_HEIC", "none"), layers.environment());
    assertEquals(List.of(), layers.notices());
  }

  @Test
  void shouldReportALayerThatItCannotMount() {
    assertEquals(
        List.of("Layer fonts is not mounted: there is no build of it for this machine."),
        NativeLayers.of(function(Map.of(), "fonts"), root, Map.of()).notices());
  }

  @Test
  void shouldRunTheStartScriptOfALayerOrReportThatItDoesNot() throws IOException {
    StackFunction function =
        function(Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/opt/fanlens/start"), "Fanlens-libvips");
    NativeLayers without = NativeLayers.of(function, root, Map.of("FANLENS_LIBVIPS", "here"));
    assertNull(without.environment().get("AWS_LAMBDA_EXEC_WRAPPER"));
    assertEquals(
        "Start script /opt/fanlens/start is not in any layer here, so it is not run.",
        without.notices().getLast());

    Path script = root.resolve("infra/src/layers/libvips/fanlens/start");
    Files.createDirectories(script.getParent());
    Files.createFile(script);
    assertEquals(true, script.toFile().setExecutable(true));
    assertEquals(
        script.toString(),
        NativeLayers.of(function, root, Map.of("FANLENS_LIBVIPS", "here"))
            .environment()
            .get("AWS_LAMBDA_EXEC_WRAPPER"));
  }

  private static StackFunction function(Map<String, String> environment, String... layers) {
    return new StackFunction(
        "Analyze",
        "analyze",
        "a.B::c",
        "",
        512,
        Duration.ofSeconds(3),
        Optional.empty(),
        environment,
        List.of(layers));
  }
}
