package io.fanlens.local.lambda.mapping;

import io.fanlens.local.lambda.EventSourceMappingSpec;
import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.lambda.runtime.FunctionProcesses;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Feeds the children from the queue. One batch is received only when one more may run, because a
 * received message's visibility clock runs: with 4 children at most 4 batches are out of the queue.
 */
public final class EventSourceMapping implements AutoCloseable {
  /** So long at most until the poller sees that the service closes. */
  private static final Duration SHORT = Duration.ofMillis(100);

  private static final Duration LONGEST_QUEUE_PAUSE = Duration.ofSeconds(5);

  private final EventQueue queue;
  private final BatchWork work;
  private final FunctionProcesses processes;
  private final Semaphore slots;
  private final int concurrency;
  private final Stops stops;
  private final LambdaOptions options;
  private final LambdaListener listener;
  private Thread poller;
  private int faults;

  private EventSourceMapping(
      EventQueue queue,
      BatchWork work,
      FunctionProcesses processes,
      int concurrency,
      Stops stops,
      LambdaOptions options,
      LambdaListener listener) {
    this.queue = queue;
    this.work = work;
    this.processes = processes;
    this.concurrency = concurrency;
    this.slots = new Semaphore(concurrency);
    this.stops = stops;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Starts to poll the queue.
   *
   * @param concurrency batches out of the queue at a time at most
   */
  public static EventSourceMapping start(
      FunctionSpec function,
      EventSourceMappingSpec spec,
      SqsClient sqs,
      FunctionProcesses processes,
      int concurrency,
      LambdaOptions options,
      LambdaListener listener) {
    Stops stops = new Stops();
    EventQueue queue = new EventQueue(sqs, spec, options.pollWait(), stops, listener);
    BatchWork work = new BatchWork(function, spec, processes, queue, listener);
    EventSourceMapping mapping =
        new EventSourceMapping(queue, work, processes, concurrency, stops, options, listener);
    mapping.poller = Thread.ofPlatform().daemon().name("poller of the queue").start(mapping::poll);
    return mapping;
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
    if (processes.failing() && !mayProbe()) {
      return;
    }
    if (!slots.tryAcquire(SHORT.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    boolean handed = false;
    try {
      List<Message> batch = stops.closing() ? List.of() : queue.nextBatch();
      if (faults > 0) {
        faults = 0;
        listener.on(new LambdaEvent.Notice("The queue answers again"));
      }
      if (stops.closing()) {
        queue.requeue(batch);
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

  /** While children cannot start, one batch at a time is risked, after the pause of the starts. */
  private boolean mayProbe() throws InterruptedException {
    if (!processes.awaitPauseEnd(SHORT)) {
      return false;
    }
    if (slots.tryAcquire(concurrency, SHORT.toMillis(), TimeUnit.MILLISECONDS)) {
      slots.release(concurrency);
      return true;
    }
    return !processes.failing();
  }

  private void pauseAfter(SdkException e) {
    listener.on(new LambdaEvent.QueueFault("The queue cannot be read: " + e.getMessage()));
    Duration pause = Duration.ofMillis(100L << Math.min(faults++, 10));
    stops.awaitClose(pause.compareTo(LONGEST_QUEUE_PAUSE) < 0 ? pause : LONGEST_QUEUE_PAUSE);
  }

  /**
   * Takes no more batches and waits until the running ones are through, or the grace is over. What
   * is not deleted by then stays in the queue.
   */
  @Override
  public void close() {
    stops.close();
    try {
      if (!poller.join(options.pollWait().plusSeconds(3))) {
        poller.interrupt();
      }
      if (slots.tryAcquire(concurrency, options.closeGrace().toMillis(), TimeUnit.MILLISECONDS)) {
        slots.release(concurrency);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stops.abandon();
    }
  }
}
