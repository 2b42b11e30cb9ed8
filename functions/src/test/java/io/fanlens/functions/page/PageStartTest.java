package io.fanlens.functions.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.functions.FakeAwsEndpoint;
import io.fanlens.functions.FakeContext;
import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.SnapStart;
import io.fanlens.functions.TestSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageStartTest {

  /** Its previews would be missing, and nothing else would tell of it. */
  @Test
  void shouldReportABrokenConversionAtTheSnapshotAndWithEachRequestAfterIt() throws Exception {
    Step broken =
        new Step(
            "a conversion with libvips loaded",
            () -> {
              throw new UnsatisfiedLinkError("libstdc++.so.6");
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    try (PrintStream captured = new PrintStream(out, true, UTF_8);
        FakeAwsEndpoint aws = new FakeAwsEndpoint()) {
      System.setOut(captured);
      SnapStart<PageParts> start =
          PageStart.withSnapshot(
              TestSettings.TWO_OPERATIONS, PageHandlerTest.PAGE, "stack", parts -> List.of(broken));
      start.beforeCheckpoint(null);
      assertTrue(out.toString(UTF_8).contains("\"BrokenConversions\":1"), out::toString);

      out.reset();
      start.afterRestore(null);
      try (PageParts restored = start.parts()) {
        new PageHandler(() -> restored)
            .handleRequest(
                new ByteArrayInputStream("{}".getBytes(UTF_8)),
                new ByteArrayOutputStream(),
                new FakeContext(60_000));
      }
      assertTrue(out.toString(UTF_8).contains("\"BrokenConversions\":1"), out::toString);
    } finally {
      System.setOut(standard);
    }
  }
}
