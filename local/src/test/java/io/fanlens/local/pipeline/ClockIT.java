package io.fanlens.local.pipeline;

import static io.fanlens.local.pipeline.FaultyCloud.queue;
import static io.fanlens.local.pipeline.PipelineCloud.FACES;
import static io.fanlens.local.pipeline.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes whose clock is off, from outside: libfaketime before the C library. */
class ClockIT {

  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

  @TempDir static Path directory;

  @Test
  void shouldLoseAndDoubleNothingWithAClockThatIsOff() {
    assumeTrue(Files.isReadable(LIBRARY), "Debian's libfaketime is not installed: skipped");
    AtomicReference<String> offset = new AtomicReference<>("+0.7");
    try (FaultyCloud cloud =
        new FaultyCloud(
            directory,
            environment -> {
              Map<String, String> all = new HashMap<>(environment);
              if (!offset.get().isEmpty()) {
                all.put("LD_PRELOAD", LIBRARY.toString());
                all.put("FAKETIME", offset.get());
                all.put("DONT_FAKE_MONOTONIC", "1");
                all.put("NO_FAKE_STAT", "1");
              }
              return all;
            })) {
      byte[] fast = cloud.upload("fast.jpg");
      cloud.awaitRow("fast.jpg", FACES);
      cloud.awaitRow("fast.jpg", LABELS);
      assertEquals(1, cloud.paid(FACES, fast));
      assertEquals(1, cloud.paid(LABELS, fast));

      offset.set("+5");
      cloud.pipeline().cloud().children().forEach(child -> cloud.kill(child.id()));
      byte[] far = cloud.upload("far.jpg");
      cloud.awaitSeen("many tries", queue("ChangeMessageVisibility"), 5);
      assertEquals(0, cloud.paid(FACES, far), "a clock that is far off books nothing");

      offset.set("");
      cloud.pipeline().cloud().children().forEach(child -> cloud.kill(child.id()));
      cloud.awaitRow("far.jpg", FACES);
      cloud.awaitRow("far.jpg", LABELS);
      assertEquals(1, cloud.paid(FACES, far));
      assertEquals(1, cloud.paid(LABELS, far));
    }
  }
}
