package io.fanlens.picture.preparation;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.NoRoomException;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.codec.DecodeLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs conversions with a bound on the pixels in flight, so that ten pictures of 50 Mpx come one or
 * two at a time while small ones run side by side. They run on platform threads, since native calls
 * would hold the carriers of virtual ones.
 */
final class Conversions {

  private static final int PIXELS_A_PERMIT = 1_000;
  private static final int IDLE_SECONDS = 10;

  /** A decoder that heeds no stop is left to itself a little after it should have stopped. */
  private static final Duration ABANDONED_AFTER = DecodeLimit.USUAL.plusSeconds(1);

  /** A decoder that heeds a stop needs less; the function answers soon after an interrupt. */
  private static final Duration STOPS_WITHIN = Duration.ofMillis(300);

  private final int permits;
  private final Semaphore pixels;
  private final ThreadPoolExecutor threads;
  private final Duration limit;

  /**
   * A bound.
   *
   * @param threads conversions at once, of whatever size
   * @param pixelsAtOnce of all conversions together; a single larger one runs alone
   */
  Conversions(int threads, long pixelsAtOnce) {
    this(threads, pixelsAtOnce, ABANDONED_AFTER);
  }

  /** A bound with its own limit of time. */
  Conversions(int threads, long pixelsAtOnce, Duration limit) {
    this.limit = limit;
    permits = permits(pixelsAtOnce);
    pixels = new Semaphore(permits, true);
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("convert-", 0).factory());
    this.threads.allowCoreThreadTimeOut(true);
  }

  private static int permits(long pixels) {
    return Math.clamp(pixels / PIXELS_A_PERMIT, 1, Integer.MAX_VALUE);
  }

  /**
   * Waits for the picture's turn and converts it. An interrupt stops the conversion.
   *
   * @param longestWait for its turn
   * @throws NoRoomException when its turn did not come in time, or the wait was interrupted
   */
  <T> T run(long pixelsOfPicture, Duration longestWait, Callable<T> conversion)
      throws IOException, BadPictureException, InterruptedException {
    int needed = Math.min(permits, permits(pixelsOfPicture));
    long until = System.nanoTime() + longestWait.toNanos();
    if (!came(() -> pixels.tryAcquire(needed, longestWait.toNanos(), NANOSECONDS))) {
      throw new NoRoomException(NoRoomException.Wait.CONVERSION);
    }
    Turn turn = new Turn(() -> pixels.release(needed));
    Future<T> result = threads.submit(turn.of(conversion));
    if (!came(() -> turn.awaitStart(until - System.nanoTime())) && turn.giveUp()) {
      result.cancel(false);
      throw new NoRoomException(NoRoomException.Wait.CONVERSION);
    }
    try {
      return result.get(limit.toNanos(), NANOSECONDS);
    } catch (ExecutionException e) {
      throw asIs(e.getCause());
    } catch (TimeoutException e) {
      // Its thread and its pixels stay taken until the decoder lets go.
      result.cancel(true);
      throw new IOException("it takes too long to decode", e);
    } catch (InterruptedException e) {
      result.cancel(true);
      boolean unused = turn.awaitEnd(STOPS_WITHIN);
      throw e;
    }
  }

  /** False, and still interrupted, when the wait is interrupted. */
  private static boolean came(Wait wait) {
    try {
      return wait.came();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A wait with a bound. */
  @FunctionalInterface
  private interface Wait {
    boolean came() throws InterruptedException;
  }

  /** Decoders answer broken files with all sorts of unchecked exceptions. */
  private static IOException asIs(Throwable cause) throws IOException, BadPictureException {
    return switch (cause) {
      case IOException e -> e;
      case BadPictureException e -> throw e;
      case OutOfMemoryError e ->
          throw new BadPictureException(
              PictureProblem.TOO_MANY_PIXELS,
              "The picture needs more memory than the function has (%s). Upload it smaller, or raise the function's memory."
                  .formatted(e.getMessage()));
      case RuntimeException e -> new IOException(text(e), e);
      case StackOverflowError e -> new IOException("it is nested too deeply", e);
      case Error e -> throw e;
      default -> new IOException(text(cause), cause);
    };
  }

  private static String text(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
