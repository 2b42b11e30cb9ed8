package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static io.fanlens.e2e.faults.FaultyCloud.queue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fanlens.local.faults.ShiftedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes whose clock is wrong: shifted from outside by libfaketime. */
class ClockIT {

  @TempDir static Path directory;

  @Test
  void shouldLoseAndDoubleNothingWithAClockThatIsOff() {
    Optional<ShiftedClock> clock = ShiftedClock.find();
    assumeTrue(clock.isPresent(), "Debian's libfaketime is not installed: skipped");
    AtomicReference<Duration> offset = new AtomicReference<>(Duration.ofMillis(700));
    try (FaultyCloud cloud =
        new FaultyCloud(
            directory,
            2,
            environment ->
                offset.get().isZero() ? environment : clock.get().in(environment, offset.get()))) {
      byte[] fast = cloud.upload("fast.jpg");
      cloud.awaitRow("fast.jpg", FACES);
      cloud.awaitRow("fast.jpg", LABELS);
      assertEquals(1, cloud.paid(FACES, fast));
      assertEquals(1, cloud.paid(LABELS, fast));

      offset.set(Duration.ofSeconds(5));
      cloud.pipeline().queue().awaitEmpty(); // else what is killed now is redelivered late
      cloud.pipeline().cloud().children().forEach(child -> cloud.kill(child.id()));
      byte[] far = cloud.upload("far.jpg");
      cloud.awaitSeen("many tries", queue("ChangeMessageVisibility"), 5);
      assertEquals(0, cloud.paid(FACES, far), "a clock that is far off reserves nothing");

      offset.set(Duration.ZERO);
      cloud.pipeline().cloud().children().forEach(child -> cloud.kill(child.id()));
      cloud.awaitRow("far.jpg", FACES);
      cloud.awaitRow("far.jpg", LABELS);
      assertEquals(1, cloud.paid(FACES, far));
      assertEquals(1, cloud.paid(LABELS, far));
    }
  }
}
