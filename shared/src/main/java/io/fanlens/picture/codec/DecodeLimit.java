package io.fanlens.picture.codec;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * How long one picture may be decoded and written, all tries together. An honest picture of 50 Mpx
 * takes 2 s on a processor of its own; a file made to keep a decoder busy ends as BROKEN.
 */
public final class DecodeLimit {

  public static final Duration USUAL = Duration.ofSeconds(20);

  private static final String TOO_LONG = "it takes too long to decode";
  private static final String CUT_OFF = "its decoding was cut off";

  /** How late an interrupt is noticed that nothing in a native decoder heeds. */
  private static final long NOTICED_MILLIS = 50;

  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("decode-limit").factory());

  private final long endNanos;

  public DecodeLimit(Duration limit) {
    endNanos = System.nanoTime() + limit.toNanos();
  }

  /** Called before each try. */
  public void check() throws IOException {
    if (isOver()) {
      throw new IOException(TOO_LONG);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException(CUT_OFF);
    }
  }

  public boolean isOver() {
    return System.nanoTime() - endNanos >= 0;
  }

  /** What failed: the picture, or the time. */
  public IOException why(IOException failure) {
    return isOver() ? new IOException(TOO_LONG, failure) : failure;
  }

  /**
   * Runs something at the end, or soon after the calling thread is interrupted, and again until it
   * is cancelled: what a decoder begins meanwhile must end too.
   */
  public ScheduledFuture<?> atEnd(Runnable stop) {
    Thread decoder = Thread.currentThread();
    return TIMER.scheduleWithFixedDelay(
        () -> {
          if (isOver() || decoder.isInterrupted()) {
            stop.run();
          }
        },
        NOTICED_MILLIS,
        NOTICED_MILLIS,
        TimeUnit.MILLISECONDS);
  }
}
