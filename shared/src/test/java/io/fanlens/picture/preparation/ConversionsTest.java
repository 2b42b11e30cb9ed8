package io.fanlens.picture.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.TestPictures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConversionsTest {

  private static final long LARGE = 50_000_000;

  @Test
  void shouldNeverHaveMorePixelsInFlightThanAllowed() throws Exception {
    Conversions conversions = new Conversions(8, 2 * LARGE);
    AtomicLong inFlight = new AtomicLong();
    AtomicLong most = new AtomicLong();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        long pixels = i % 3 == 0 ? LARGE : 1_000_000L * (i % 12 + 1);
        results.add(
            callers.submit(
                () ->
                    conversions.run(
                        pixels,
                        () -> {
                          long now = inFlight.addAndGet(pixels);
                          most.accumulateAndGet(now, Math::max);
                          TestPictures.noise(20, 20); // takes a moment
                          inFlight.addAndGet(-pixels);
                          return Thread.currentThread().isVirtual();
                        })));
      }
      for (Future<Boolean> virtual : results) {
        assertFalse(virtual.get(), "conversions belong on platform threads");
      }
    }
    assertTrue(most.get() <= 2 * LARGE, most + " pixels");
  }

  @Test
  void shouldRunAPictureThatIsLargerThanTheBoundAlone() throws Exception {
    assertEquals("done", new Conversions(2, 1_000).run(LARGE, () -> "done"));
  }

  @Test
  void shouldGiveItsPixelsBackAfterEveryFailure() throws Exception {
    Conversions conversions = new Conversions(1, LARGE);
    assertThrows(
        IOException.class,
        () ->
            conversions.run(
                LARGE,
                () -> {
                  throw new IllegalArgumentException("odd tag");
                }));
    BadPictureException refused =
        assertThrows(
            BadPictureException.class,
            () ->
                conversions.run(
                    LARGE,
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }));
    assertEquals(PictureProblem.TOO_MANY_PIXELS, refused.problem());
    assertEquals("done", conversions.run(LARGE, () -> "done"));
  }

  @Test
  void shouldNotWaitForADecoderThatNeverEnds() throws Exception {
    Conversions conversions = new Conversions(1, LARGE, Duration.ofMillis(1));
    CountDownLatch ends = new CountDownLatch(1);
    try {
      IOException given =
          assertThrows(
              IOException.class,
              () ->
                  conversions.run(
                      1,
                      () -> {
                        ends.await();
                        return "late";
                      }));
      assertTrue(given.getMessage().contains("too long"), given.getMessage());
    } finally {
      ends.countDown();
    }
  }
}
