package io.fanlens.e2e.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.s3.NotificationSink;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Between S3 and the queue: every fifth event comes twice, the second time up to 20 s later, and
 * every third is overtaken by what comes in the next 4 s.
 */
final class Deliveries implements NotificationSink, AutoCloseable {

  private static final double TWICE = 0.2;
  private static final double LATE = 0.3;
  private static final int LATE_MILLIS = 4_000;
  private static final int SECOND_MILLIS = 20_000;
  private static final long RETRY_MILLIS = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NotificationSink queue;
  private final Journal journal;
  private final Random random;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("late-events").unstarted(task));
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger doubled = new AtomicInteger();

  Deliveries(NotificationSink queue, Journal journal, long seed) {
    this.queue = queue;
    this.journal = journal;
    this.random = new Random(seed);
  }

  /** Events that are still to come. */
  int waiting() {
    return waiting.get();
  }

  int doubled() {
    return doubled.get();
  }

  @Override
  public boolean exists(String queueArn) {
    return queue.exists(queueArn);
  }

  @Override
  public void send(String queueArn, List<String> bodies) {
    for (String body : bodies) {
      record(body);
      int delay = random.nextDouble() < LATE ? random.nextInt(LATE_MILLIS) : 0;
      deliver(queueArn, body, delay, "");
      if (random.nextDouble() < TWICE) {
        doubled.incrementAndGet();
        // At once, or long after all is done.
        deliver(
            queueArn, body, random.nextBoolean() ? 0 : random.nextInt(SECOND_MILLIS), "second ");
      }
    }
  }

  private void deliver(String queueArn, String body, long millis, String which) {
    waiting.incrementAndGet();
    var unused =
        later.schedule(() -> sendNow(queueArn, body, which), millis, TimeUnit.MILLISECONDS);
  }

  private void sendNow(String queueArn, String body, String which) {
    try {
      queue.send(queueArn, List.of(body));
      waiting.decrementAndGet();
      object(body).ifPresent(s3 -> journal.note(key(s3), which + "event sent " + sequencer(s3)));
    } catch (RuntimeException e) {
      var unused =
          later.schedule(() -> sendNow(queueArn, body, which), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void record(String body) {
    object(body)
        .ifPresent(
            record ->
                journal.event(
                    new Journal.Event(
                        journal.now(),
                        key(record),
                        record.path("eventName").asText(),
                        sequencer(record),
                        record.at("/s3/object/eTag").asText(""))));
  }

  private static Optional<JsonNode> object(String body) {
    try {
      JsonNode record = JSON.readTree(body).at("/Records/0");
      return record.isMissingNode() ? Optional.empty() : Optional.of(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("S3 sent what is not JSON", e);
    }
  }

  private static String key(JsonNode record) {
    return URLDecoder.decode(record.at("/s3/object/key").asText(), StandardCharsets.UTF_8);
  }

  /** As the rows have it: padded. */
  private static String sequencer(JsonNode record) {
    String text = record.at("/s3/object/sequencer").asText();
    return text + "0".repeat(Math.max(0, 32 - text.length()));
  }

  @Override
  public void close() {
    later.shutdownNow();
  }
}
