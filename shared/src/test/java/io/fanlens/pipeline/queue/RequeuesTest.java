package io.fanlens.pipeline.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequeuesTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:05:00Z");
  private static final Duration WAITS = Duration.ZERO;
  private static final Duration STOPPED = Duration.ofMinutes(15);
  private static final int MESSAGES = 2_000;
  private static final Duration A_MONTH = Duration.ofDays(30);

  private final Recorded queue = new Recorded();
  private final Requeues requeues =
      new Requeues(queue, new RequeueDelay(Duration.ofSeconds(5), new Random(1)), () -> NOW);

  @Test
  void shouldNeverDeadLetterNorDropAMessageThatOnlyWaits() {
    assertEquals("0 dead-lettered, 0 expired", waiting(WAITS, 1));
  }

  @Test
  void shouldNotLoseAMessageUnderASpendingStop() {
    assertEquals("0 dead-lettered, 0 expired", waiting(STOPPED, 1));
  }

  @Test
  void shouldBearAQueueThatTakesOnlyEveryTenthCopy() {
    assertEquals("0 dead-lettered, 0 expired", waiting(WAITS, 10));
  }

  private static String waiting(Duration notBefore, int everyNthCopy) {
    VirtualQueue virtual = new VirtualQueue(everyNthCopy);
    Requeues all =
        new Requeues(
            virtual,
            new RequeueDelay(Timings.DEFAULTS.requeue(), new Random(1)),
            () -> virtual.now);
    virtual.run(all, notBefore);
    assertEquals(
        MESSAGES - virtual.deadLettered - virtual.expired, virtual.waiting(), "no duplicates");
    return "%d dead-lettered, %d expired".formatted(virtual.deadLettered, virtual.expired);
  }

  @Test
  void shouldPutAFreshCopyInThePlaceOfAMessageThatWasReceivedHalfAsOftenAsAllowed() {
    assertFalse(requeues.requeue(received(499, NOW), WAITS));
    assertEquals(1, queue.requeued.size());
    assertTrue(requeues.requeue(received(500, NOW), WAITS));
    assertEquals(1, queue.copies.size());
    assertEquals(1, queue.requeued.size(), "the copy takes its place");
  }

  @Test
  void shouldBringAMessageBackForItsTurnHoweverOftenItWasReceived() {
    assertFalse(requeues.requeueAtTurn(received(9, NOW), Duration.ofMillis(7_900)));
    assertEquals(List.of(Duration.ofSeconds(7)), queue.requeued);
    assertTrue(requeues.requeueAtTurn(received(500, NOW), Duration.ofSeconds(70)));
    assertEquals(1, queue.copies.size(), "a fresh copy has the turn");
  }

  @Test
  void shouldPutAFreshCopyInThePlaceOfAMessageOfHalfTheQueuesRetention() {
    Instant aWeekAgo = NOW.minus(Duration.ofDays(7));
    assertFalse(requeues.requeue(received(2, aWeekAgo.plusMillis(1)), WAITS));
    assertTrue(requeues.requeue(received(2, aWeekAgo), WAITS));
    assertEquals(1, queue.copies.size());
  }

  @Test
  void shouldJudgeTheAgeOfTheCopyNotOfTheFirstMessage() {
    QueueMessage copy =
        new QueueMessage("m", "r", "{}", 2, NOW.minus(Duration.ofDays(20)), NOW.minusSeconds(60));
    assertFalse(requeues.requeue(copy, WAITS));
  }

  @Test
  void shouldNotAcknowledgeAMessageWhoseCopyCouldNotBeSent() {
    queue.fails = true;
    assertFalse(requeues.requeue(received(500, NOW), WAITS));
    assertEquals(1, queue.requeued.size());
  }

  @Test
  void shouldDelayACopyByNoMoreThanTheQueueAllows() {
    Duration hours = Duration.ofHours(5);
    assertTrue(requeues.requeue(received(500, NOW), hours));
    assertEquals(List.of(Duration.ofMinutes(15)), queue.copies);
    assertFalse(requeues.requeue(received(499, NOW), hours));
    assertEquals(List.of(Duration.ofHours(5)), queue.requeued);
  }

  private static QueueMessage received(int receives, Instant sentAt) {
    return new QueueMessage("m", "r", "{}", receives, sentAt);
  }

  private static final class Recorded implements MessageQueue {

    private final List<Duration> requeued = new ArrayList<>();
    private final List<Duration> copies = new ArrayList<>();
    private boolean fails;

    @Override
    public void requeue(QueueMessage message, Duration delay) {
      requeued.add(delay);
    }

    @Override
    public void sendAgain(QueueMessage message, Duration delay) {
      if (fails) {
        throw new IllegalStateException("the queue is away");
      }
      copies.add(delay);
    }

    @Override
    public void deadLetter(QueueMessage message, String errorCode, String reason) {
      throw new AssertionError("nothing has failed");
    }
  }

  /** A queue with the bounds of Amazon SQS on a clock of its own. */
  private static final class VirtualQueue implements MessageQueue {

    private record Waiting(Instant until, QueueMessage message) {}

    private final PriorityQueue<Waiting> messages =
        new PriorityQueue<>((one, other) -> one.until.compareTo(other.until));
    private final int everyNthCopy;
    private Instant now = NOW;
    private int copies;
    private int deadLettered;
    private int expired;

    VirtualQueue(int everyNthCopy) {
      this.everyNthCopy = everyNthCopy;
      for (int i = 0; i < MESSAGES; i++) {
        messages.add(new Waiting(now, received(0, now)));
      }
    }

    int waiting() {
      return messages.size();
    }

    void run(Requeues requeues, Duration notBefore) {
      Instant end = NOW.plus(A_MONTH);
      while (!messages.isEmpty() && messages.peek().until.isBefore(end)) {
        Waiting next = messages.poll();
        now = next.until;
        QueueMessage old = next.message;
        if (!now.isBefore(old.queuedAt().plus(Timings.QUEUE_RETENTION))) {
          expired++;
        } else if (old.receives() >= Timings.QUEUE_MAX_RECEIVES) {
          deadLettered++;
        } else {
          QueueMessage message =
              new QueueMessage("m", "r", "{}", old.receives() + 1, old.sentAt(), old.queuedAt());
          // What is acknowledged is not put back.
          boolean unused = requeues.requeue(message, notBefore);
        }
      }
    }

    @Override
    public void requeue(QueueMessage message, Duration delay) {
      messages.add(new Waiting(now.plus(delay), message));
    }

    @Override
    public void sendAgain(QueueMessage message, Duration delay) {
      if (++copies % everyNthCopy != 0) {
        throw new IllegalStateException("the queue is away");
      }
      messages.add(
          new Waiting(now.plus(delay), new QueueMessage("m", "r", "{}", 0, message.sentAt(), now)));
    }

    @Override
    public void deadLetter(QueueMessage message, String errorCode, String reason) {
      throw new AssertionError("nothing has failed");
    }
  }
}
