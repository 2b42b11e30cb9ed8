package io.fanlens.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.fanlens.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalyzeHandlerTest {

  @Test
  void shouldNameOnlyTheMessagesThatAreNotSettled() {
    AnalyzeHandler handler =
        new AnalyzeHandler(
            (message, deadline, order) -> !message.body().startsWith("bad"),
            left -> {},
            InstantSource.system());
    assertEquals(
        List.of("2", "4"), failures(handler, 300_000, "good", "bad", "good", "bad too", "good"));
  }

  @Test
  void shouldLetAMessageThatThrowsFailAlone() {
    AnalyzeHandler handler =
        new AnalyzeHandler(
            (message, deadline, order) -> {
              if (message.body().equals("poison")) {
                throw new IllegalStateException("poison");
              }
              return true;
            },
            left -> {},
            InstantSource.system());
    assertEquals(List.of("1"), failures(handler, 300_000, "poison", "good", "good"));
  }

  @Test
  void shouldProcessAllMessagesAtOnce() {
    CountDownLatch allThere = new CountDownLatch(10);
    AnalyzeHandler handler =
        new AnalyzeHandler(
            (message, deadline, order) -> {
              allThere.countDown();
              return awaited(allThere);
            },
            left -> {},
            InstantSource.system());
    assertEquals(
        List.of(), failures(handler, 300_000, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"));
  }

  @Test
  void shouldEndEveryThreadBeforeItReturns() {
    AtomicInteger started = new AtomicInteger();
    AtomicInteger running = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    AnalyzeHandler handler =
        new AnalyzeHandler(
            (message, deadline, order) -> {
              started.incrementAndGet();
              running.incrementAndGet();
              try {
                return message.body().equals("quick") || awaited(never);
              } finally {
                running.decrementAndGet();
              }
            },
            left -> {},
            InstantSource.system());
    List<String> failures = List.of("1", "2");
    // A busy machine may need longer to start the threads than the function has at first.
    for (int millis = 1_900;
        (failures.size() == 2 || started.get() < 2) && millis < 300_000;
        millis *= 2) {
      started.set(0);
      failures = failures(handler, millis, "quick", "stuck");
      assertEquals(0, running.get());
    }
    assertEquals(List.of("2"), failures);
    assertEquals(2, started.get());
  }

  @Test
  void shouldPassTheDeadlineToTheProcessor() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    AnalyzeHandler handler =
        new AnalyzeHandler(
            (message, deadline, order) -> deadline.equals(now.plusMillis(58_500)),
            left -> {},
            () -> now);
    assertEquals(List.of(), failures(handler, 60_000, "a"));
  }

  @Test
  void shouldWriteItsMetricsWhenAllMessagesHaveEnded() {
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    AnalyzeHandler handler =
        new AnalyzeHandler(
            (message, deadline, order) -> steps.add(message.body()),
            left -> steps.add("metrics"),
            InstantSource.system());
    failures(handler, 300_000, "a", "b");
    assertEquals("metrics", steps.getLast());
    assertEquals(3, steps.size());
  }

  @Test
  void shouldLeaveTheEndOfABatchTheTimeBeforeTheAnswer() {
    AtomicReference<Duration> given = new AtomicReference<>();
    AnalyzeHandler handler =
        new AnalyzeHandler((message, deadline, order) -> true, given::set, InstantSource.system());
    failures(handler, 60_000, "a");
    assertEquals(Duration.ofMillis(59_500), given.get());
  }

  @Test
  void shouldStopAtStartOnABadSetting() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Wiring.of(Settings.fromEnvironment(Map.of("FANLENS_SETTINGS", "{}")), "Fanlens"));
    assertTrue(refused.getMessage().contains("FANLENS_SETTINGS"), refused.getMessage());
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> failures(
      AnalyzeHandler handler, int remainingMillis, String... bodies) {
    SQSEvent event = new SQSEvent();
    event.setRecords(
        IntStream.range(0, bodies.length)
            .mapToObj(i -> message(Integer.toString(i + 1), bodies[i]))
            .toList());
    return handler
        .handleRequest(event, new FakeContext(remainingMillis))
        .getBatchItemFailures()
        .stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static SQSMessage message(String id, String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setReceiptHandle("receipt-" + id);
    message.setBody(body);
    message.setAttributes(Map.of("ApproximateReceiveCount", "1", "SentTimestamp", "1767225600000"));
    return message;
  }
}
