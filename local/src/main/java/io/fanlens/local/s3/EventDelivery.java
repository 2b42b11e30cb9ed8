package io.fanlens.local.s3;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages to the sink in the background and in order, so that an upload does not wait for
 * its event. A failed delivery is retried until it succeeds, or until its queue no longer exists.
 */
final class EventDelivery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

  /** Messages per SQS batch. */
  private static final int BATCH = 10;

  private static final long RETRY_MILLIS = 200;

  private record Message(String queueArn, String body) {}

  private final NotificationSink sink;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  EventDelivery(NotificationSink sink) {
    this.sink = sink;
    this.thread = Thread.ofVirtual().name("s3-events").start(this::run);
  }

  void send(String queueArn, String body) {
    messages.add(new Message(queueArn, body));
  }

  private void run() {
    Deque<Message> pending = new ArrayDeque<>();
    try {
      while (true) {
        pending.add(messages.take());
        messages.drainTo(pending);
        while (!pending.isEmpty()) {
          deliver(nextBatch(pending));
        }
      }
    } catch (InterruptedException closing) {
      // Closed: the queues of unsent messages are gone.
    }
  }

  private static List<Message> nextBatch(Deque<Message> pending) {
    List<Message> batch = new ArrayList<>(BATCH);
    do {
      batch.add(pending.remove());
    } while (batch.size() < BATCH
        && !pending.isEmpty()
        && pending.element().queueArn().equals(batch.getFirst().queueArn()));
    return batch;
  }

  private void deliver(List<Message> batch) throws InterruptedException {
    String queueArn = batch.getFirst().queueArn();
    List<String> bodies = batch.stream().map(Message::body).toList();
    while (true) {
      try {
        sink.send(queueArn, bodies);
        return;
      } catch (RuntimeException failure) {
        if (closed.getCount() == 0) {
          throw new InterruptedException();
        }
        if (isGone(queueArn)) {
          LOG.warn("{} S3 events dropped: queue {} no longer exists.", bodies.size(), queueArn);
          return;
        }
        LOG.warn("S3 events for {} are delayed: {}", queueArn, failure.getMessage());
      }
      if (closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException();
      }
    }
  }

  private boolean isGone(String queueArn) {
    try {
      return !sink.exists(queueArn);
    } catch (RuntimeException unknown) {
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
