package io.fanlens.infra.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        new TreeSet<>(stack.logicalIds(LAYER)),
        mounted
            .valueStream()
            .map(layer -> layer.path("Ref").textValue())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void shouldLeaveOutTheDecoderOfHeicWhereItIsSwitchedOff() {
    assertEquals(1, TestStack.other().logicalIds(LAYER).size());
    TestStack.other()
        .template()
        .hasResourceProperties(LAYER, Map.of("LayerName", "Fanlens-libvips"));
  }

  @Test
  void shouldLeaveNativeCodeItsMemory() {
    Path script =
        Path.of("src", "layers", "libvips")
            .resolve(
                Path.of("/opt")
                    .relativize(Path.of(variables().path("AWS_LAMBDA_EXEC_WRAPPER").textValue())));
    assertTrue(Files.isExecutable(script), script::toString);
  }

  /**
   * AWS Lambda's runtime has an AOT cache, made without options. With one that permits native calls
   * the JVM refuses it; here it would not even start.
   */
  @Test
  void shouldCallNativeCodeWithTheRuntimesAotCache(@TempDir Path folder) throws Exception {
    Path jar = jarOf(NativeCall.class, folder.resolve("native-call.jar"));
    Path cache = folder.resolve("runtime.aot");
    run(List.of(java(), "-XX:AOTCacheOutput=" + cache, "-cp", jar.toString(), name()), Map.of());
    assertTrue(Files.exists(cache));

    Map<String, String> environment = new HashMap<>();
    variables()
        .properties()
        .forEach(
            variable -> {
              if (variable.getValue().isTextual()) {
                environment.put(variable.getKey(), variable.getValue().textValue());
              }
            });
    List<String> output =
        run(
            List.of(
                "src/layers/libvips/fanlens/start",
                java(),
                "-XX:AOTMode=on",
                "-XX:AOTCache=" + cache,
                "-cp",
                jar.toString(),
                name()),
            environment);

    assertTrue(output.contains("called native code"), output::toString);
    assertTrue(output.stream().noneMatch(line -> line.contains("[aot]")), output::toString);
  }

  private static JsonNode variables() {
    return TestStack.byDefault()
        .only("AWS::Lambda::Function")
        .at("/Properties/Environment/Variables");
  }

  private static Path jarOf(Class<?> main, Path jar) throws IOException {
    String entry = main.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream code = main.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      code.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }

  private static String name() {
    return NativeCall.class.getName();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns what it prints; it must succeed. */
  private static List<String> run(List<String> command, Map<String, String> environment)
      throws Exception {
    ProcessBuilder start = new ProcessBuilder(command).redirectErrorStream(true);
    start.environment().remove("JAVA_TOOL_OPTIONS");
    start.environment().putAll(environment);
    start.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "2048");
    Process process = start.start();
    List<String> output = process.inputReader().lines().toList();
    assertEquals(0, process.waitFor(), output::toString);
    return output;
  }

  /** AWS Lambda's own command line gives the heap 85% of the memory. */
  @Test
  void shouldGiveHalfOfTheMemoryToTheHeapWhateverTheCommandLineSays() throws Exception {
    String heap =
        run(
                List.of(
                    "src/layers/libvips/fanlens/start",
                    java(),
                    "-XX:MaxHeapSize=1740m",
                    "-XX:+PrintFlagsFinal",
                    "-version"),
                Map.of())
            .stream()
            .filter(line -> line.matches(".* MaxHeapSize .*"))
            .findFirst()
            .orElse("");
    assertTrue(heap.contains("= " + (1024L << 20) + " "), heap);
  }
}
