package io.fanlens.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimersTest {

  @Test
  void shouldDoWhatIsDueUnlessItWasCancelled() throws InterruptedException {
    AtomicInteger cancelled = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(2);
    try (Timers timers = Timers.real()) {
      timers.after(Duration.ofHours(1), cancelled::incrementAndGet).cancel();
      timers.after(Duration.ofMillis(2), done::countDown);
      timers.after(Duration.ofMillis(1), done::countDown);
      assertTrue(done.await(5, TimeUnit.MINUTES));
    }
    assertEquals(0, cancelled.get());
  }

  @Test
  void shouldDoNothingAfterItsEnd() {
    Timers timers = Timers.real();
    timers.close();
    timers.after(Duration.ZERO, () -> {}).cancel();
  }
}
