package io.fanlens.picture.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.NoRoomException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConversionsTest {

  private static final long LARGE = 50_000_000;
  private static final Duration LONG = Duration.ofMinutes(5);

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
                        LONG,
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
    assertEquals("done", new Conversions(2, 1_000).run(LARGE, LONG, () -> "done"));
  }

  @Test
  void shouldGiveItsPixelsBackAfterEveryFailure() throws Exception {
    Conversions conversions = new Conversions(1, LARGE);
    assertThrows(
        IOException.class,
        () ->
            conversions.run(
                LARGE,
                LONG,
                () -> {
                  throw new IllegalArgumentException("odd tag");
                }));
    BadPictureException refused =
        assertThrows(
            BadPictureException.class,
            () ->
                conversions.run(
                    LARGE,
                    LONG,
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }));
    assertEquals(PictureProblem.TOO_MANY_PIXELS, refused.problem());
    assertEquals("done", conversions.run(LARGE, LONG, () -> "done"));
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
                      LONG,
                      () -> {
                        ends.await();
                        return "late";
                      }));
      assertTrue(given.getMessage().contains("too long"), given.getMessage());
    } finally {
      ends.countDown();
    }
  }

  @Test
  void shouldEndAWaitForPixelsWithoutHavingTried() throws Exception {
    Conversions conversions = new Conversions(2, LARGE);
    CountDownLatch ends = new CountDownLatch(1);
    try (Running running = new Running(conversions, ends)) {
      NoRoomException full =
          assertThrows(
              NoRoomException.class,
              () -> conversions.run(LARGE, Duration.ofMillis(1), AssertionError::new));
      assertEquals(NoRoomException.Wait.CONVERSION, full.waitedFor());
      ends.countDown();
      running.await();
    }
    assertEquals("done", conversions.run(LARGE, LONG, () -> "done"));
  }

  @Test
  void shouldEndAWaitForAThreadAndGiveItsPixelsBack() throws Exception {
    Conversions conversions = new Conversions(1, 2 * LARGE);
    CountDownLatch ends = new CountDownLatch(1);
    try (Running running = new Running(conversions, ends)) {
      assertThrows(
          NoRoomException.class,
          () -> conversions.run(LARGE, Duration.ofMillis(1), AssertionError::new));
      Thread.currentThread().interrupt();
      assertThrows(NoRoomException.class, () -> conversions.run(LARGE, LONG, AssertionError::new));
      assertTrue(Thread.interrupted(), "the interrupt is kept");
      ends.countDown();
      running.await();
    }
    assertEquals("done", conversions.run(2 * LARGE, LONG, () -> "done"));
  }

  @Test
  void shouldStopAConversionWhoseCallerIsInterrupted() throws Exception {
    Conversions conversions = new Conversions(1, LARGE);
    CountDownLatch ended = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    assertThrows(
        InterruptedException.class,
        () ->
            conversions.run(
                LARGE,
                LONG,
                () -> {
                  caller.interrupt();
                  try {
                    new CountDownLatch(1).await();
                    return "never";
                  } finally {
                    ended.countDown();
                  }
                }));
    assertTrue(ended.await(5, TimeUnit.MINUTES));
    assertEquals("done", conversions.run(LARGE, LONG, () -> "done"));
  }

  /** A conversion of half or all of the pixels that runs until a latch opens. */
  private static final class Running implements AutoCloseable {

    private final CountDownLatch ends;
    private final ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<String> result;

    Running(Conversions conversions, CountDownLatch ends) throws InterruptedException {
      this.ends = ends;
      CountDownLatch begun = new CountDownLatch(1);
      result =
          caller.submit(
              () ->
                  conversions.run(
                      LARGE,
                      LONG,
                      () -> {
                        begun.countDown();
                        ends.await();
                        return "done";
                      }));
      begun.await();
    }

    void await() throws Exception {
      assertEquals("done", result.get());
    }

    @Override
    public void close() {
      ends.countDown();
      caller.close();
    }
  }
}
