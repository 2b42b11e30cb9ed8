package io.fanlens.operations.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.operations.status.MessageAges.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageAgesTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  /** Amazon SQS does not count a message that was received three times. */
  @Test
  void shouldShowTheAgeOfAMessageThatWasReceivedOftenerThanTheQueueCounts() {
    MessageAges ages = new MessageAges(List.of(point(2, 1)), List.of(point(12, 300), point(3, 4)));

    assertEquals(Optional.of(Duration.ofHours(5)), ages.latest(NOW));
  }

  @Test
  void shouldShowTheQueuesOwnAgeWhileTheFunctionReceivesNothing() {
    MessageAges ages = new MessageAges(List.of(point(9, 50), point(2, 57)), List.of());

    assertEquals(Optional.of(Duration.ofMinutes(57)), ages.latest(NOW));
    assertEquals(Optional.empty(), new MessageAges(List.of(), List.of()).latest(NOW));
  }

  @Test
  void shouldNotShowTheAgeOfMessagesThatAreDoneSinceLong() {
    MessageAges ages = new MessageAges(List.of(point(2, 1)), List.of(point(600, 300)));

    assertEquals(Optional.of(Duration.ofMinutes(1)), ages.latest(NOW));
  }

  /** During a spending stop a message may not be received again for hours. */
  @Test
  void shouldBoundTheAgeByEveryMessageThatMayStillWait() {
    MessageAges ages =
        new MessageAges(List.of(point(2, 1)), List.of(point(600, 300), point(20, 10)));

    assertEquals(Optional.of(Duration.ofHours(15)), ages.bound(NOW));
  }

  @Test
  void shouldBoundTheAgeOfWhatWasNeverReceived() {
    MessageAges ages = new MessageAges(List.of(point(2, 500)), List.of(point(20, 10)));

    assertEquals(Optional.of(Duration.ofMinutes(502)), ages.bound(NOW));
  }

  @Test
  void shouldKnowNoBoundWithoutBothMetrics() {
    List<Point> some = List.of(point(2, 1));

    assertEquals(Optional.empty(), new MessageAges(some, List.of()).bound(NOW));
    assertEquals(Optional.empty(), new MessageAges(List.of(), some).bound(NOW));
  }

  private static Point point(int minutesAgo, int ageMinutes) {
    return new Point(NOW.minus(Duration.ofMinutes(minutesAgo)), Duration.ofMinutes(ageMinutes));
  }
}
