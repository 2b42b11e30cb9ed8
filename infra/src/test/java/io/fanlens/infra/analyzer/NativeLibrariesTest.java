package io.fanlens.infra.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {

  private static final String LAYER = "AWS::Lambda::LayerVersion";

  @Test
  void shouldMountBothLayersForTheFunctionsProcessorWithTheirLicence() {
    TestStack stack = TestStack.byDefault();
    for (String name : List.of("Fanlens-libvips", "Fanlens-heic")) {
      stack
          .template()
          .hasResourceProperties(
              LAYER,
              Map.of(
                  "LayerName",
                  name,
                  "CompatibleArchitectures",
                  List.of("arm64"),
                  "CompatibleRuntimes",
                  List.of("java25"),
                  "LicenseInfo",
                  "LGPL-3.0-or-later"));
    }
    JsonNode mounted = stack.only("AWS::Lambda::Function").at("/Properties/Layers");
    assertEquals(
        stack.logicalIds(LAYER),
        mounted.valueStream().map(layer -> layer.path("Ref").textValue()).toList());
  }

  @Test
  void shouldLeaveOutTheDecoderOfHeicWhereItIsSwitchedOff() {
    assertEquals(1, TestStack.other().logicalIds(LAYER).size());
    TestStack.other()
        .template()
        .hasResourceProperties(LAYER, Map.of("LayerName", "Fanlens-libvips"));
  }

  @Test
  void shouldLetJavaCallNativeCodeAndLeaveItMemory() {
    JsonNode variables =
        TestStack.byDefault().only("AWS::Lambda::Function").at("/Properties/Environment/Variables");
    assertEquals(
        "--enable-native-access=ALL-UNNAMED", variables.path("JAVA_TOOL_OPTIONS").textValue());
    Path script =
        Path.of("src", "layers", "libvips")
            .resolve(
                Path.of("/opt")
                    .relativize(Path.of(variables.path("AWS_LAMBDA_EXEC_WRAPPER").textValue())));
    assertTrue(Files.isExecutable(script), script::toString);
  }

  /** AWS Lambda's own command line gives the heap 85% of the memory. */
  @Test
  void shouldGiveHalfOfTheMemoryToTheHeapWhateverTheCommandLineSays() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder start =
        new ProcessBuilder(
                "src/layers/libvips/fanlens/start",
                java.toString(),
                "-XX:MaxHeapSize=1740m",
                "-XX:+PrintFlagsFinal",
                "-version")
            .redirectErrorStream(true);
    start.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "2048");
    Process process = start.start();
    String heap =
        process
            .inputReader()
            .lines()
            .filter(line -> line.matches(".* MaxHeapSize .*"))
            .findFirst()
            .orElse("");
    assertEquals(0, process.waitFor());
    assertTrue(heap.contains("= " + (1024L << 20) + " "), heap);
  }
}
