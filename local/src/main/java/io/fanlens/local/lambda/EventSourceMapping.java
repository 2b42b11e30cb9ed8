package io.fanlens.local.lambda;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Feeds the children from the queue. One batch is received only when one more may run, because a
 * received message's visibility clock runs: with 4 children at most 4 batches are out of the queue.
 */
final class EventSourceMapping {
  private static final Duration LONGEST_QUEUE_PAUSE = Duration.ofSeconds(5);

  private final EventQueue queue;
  private final BatchWork work;
  private final ChildPool pool;
  private final Semaphore slots;
  private final int concurrency;
  private final Stops stops;
  private final LambdaListener listener;
  private Thread poller;
  private int troubles;

  EventSourceMapping(
      EventQueue queue,
      BatchWork work,
      ChildPool pool,
      int concurrency,
      Stops stops,
      LambdaListener listener) {
    this.queue = queue;
    this.work = work;
    this.pool = pool;
    this.concurrency = concurrency;
    this.slots = new Semaphore(concurrency);
    this.stops = stops;
    this.listener = listener;
  }

  void start() {
    poller = Thread.ofPlatform().daemon().name("poller of the queue").start(this::poll);
  }

  private void poll() {
    while (!stops.closing()) {
      try {
        pollOnce();
      } catch (InterruptedException e) {
        return;
      } catch (SdkException e) {
        pauseAfter(e);
      }
    }
  }

  private void pollOnce() throws InterruptedException {
    if (pool.failing() && !mayProbe()) {
      return;
    }
    if (!slots.tryAcquire(100, TimeUnit.MILLISECONDS)) {
      return;
    }
    boolean handed = false;
    try {
      List<Message> batch = stops.closing() ? List.of() : queue.nextBatch();
      if (troubles > 0) {
        troubles = 0;
        listener.on(new LambdaEvent.Notice("The queue answers again"));
      }
      if (stops.closing()) {
        queue.handBack(batch);
      } else if (!batch.isEmpty()) {
        Thread.ofVirtual().name("batch").start(() -> run(batch));
        handed = true;
      }
    } finally {
      if (!handed) {
        slots.release();
      }
    }
  }

  private void run(List<Message> batch) {
    try {
      work.run(batch);
    } finally {
      slots.release();
    }
  }

  /** While children cannot start, one batch at a time is risked, after the pool's pause. */
  private boolean mayProbe() throws InterruptedException {
    if (stops.awaitClose(pool.startPause())) {
      return false;
    }
    if (slots.tryAcquire(concurrency, 100, TimeUnit.MILLISECONDS)) {
      slots.release(concurrency);
      return true;
    }
    return !pool.failing();
  }

  private void pauseAfter(SdkException e) {
    listener.on(new LambdaEvent.QueueTrouble("The queue cannot be read: " + e.getMessage()));
    Duration pause = Duration.ofMillis(100L << Math.min(troubles++, 10));
    stops.awaitClose(pause.compareTo(LONGEST_QUEUE_PAUSE) < 0 ? pause : LONGEST_QUEUE_PAUSE);
  }

  /** Waits until the poller has ended and the running batches are through, or the grace is over. */
  void close(Duration pollWait, Duration grace) throws InterruptedException {
    if (!poller.join(pollWait.plusSeconds(3))) {
      poller.interrupt();
    }
    if (slots.tryAcquire(concurrency, grace.toMillis(), TimeUnit.MILLISECONDS)) {
      slots.release(concurrency);
    }
  }
}
