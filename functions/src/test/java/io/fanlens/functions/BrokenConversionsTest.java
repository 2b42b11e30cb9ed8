package io.fanlens.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.metrics.BatchMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native libraries that are there and cannot be loaded: nothing else would tell of them. */
class BrokenConversionsTest {

  private static final Priming UNHURRIED = new Priming(Duration.ofMinutes(5), Duration.ofHours(1));

  @TempDir private Path folder;

  @Test
  void shouldFindALibraryThatCannotBeLoaded() throws IOException {
    Path libvips = Files.writeString(folder.resolve("libvips-cpp.so.42"), "no library");
    Files.writeString(folder.resolve("libavcodec.so.61"), "no library");

    assertEquals(
        List.of("a conversion with libvips loaded", "a conversion with FFmpeg loaded"),
        UNHURRIED.run(work().conversions(Optional.of(libvips), Optional.of(folder))));
    assertEquals(List.of(), UNHURRIED.run(work().conversions(Optional.empty(), Optional.empty())));
  }

  @Test
  void shouldReportWhatIsBrokenAtTheSnapshotAndInEachFunctionRestoredFromIt() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    try (PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      Start start = new Start(TestSettings.ONE_OPERATION, "stack", "pictures");
      Step broken =
          new Step(
              "a conversion of HEIC",
              () -> {
                throw new UnsatisfiedLinkError("libstdc++.so.6");
              });
      SnapStart<Wiring> parts = start.withSnapshot(wiring -> List.of(broken));
      parts.beforeCheckpoint(null);
      assertTrue(text(out).contains("\"BrokenConversions\":1"), text(out));

      out.reset();
      parts.afterRestore(null);
      try (Wiring restored = parts.parts()) {
        restored.metrics().flush();
      }
      assertTrue(text(out).contains("\"BrokenConversions\":1"), text(out));
    } finally {
      System.setOut(standard);
    }
  }

  @Test
  void shouldReportNothingOfOtherSteps() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Step other =
        new Step(
            "SQS",
            () -> {
              throw new IOException("away");
            });
    BatchMetrics metrics =
        new BatchMetrics(
            "stack", InstantSource.system(), new PrintStream(out, true, StandardCharsets.UTF_8));
    new BrokenConversions().prime(List.of(other), metrics);
    assertEquals("", text(out));
  }

  private static PrimingWork work() {
    return new PrimingWork(TestSettings.ONE_OPERATION, "pictures");
  }

  private static String text(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8);
  }
}
