package io.fanlens.pipeline;

import static io.fanlens.pipeline.TestPipeline.MAX_ATTEMPTS;
import static io.fanlens.pipeline.TestPipeline.NOW;
import static io.fanlens.pipeline.TestPipeline.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dead letters: their number, their reason, and what a failure on the way to them leaves. */
class GivingUpTest {

  private static final Operation FACES = Operation.DETECT_FACES;
  private static final Operation LABELS = Operation.DETECT_LABELS;

  private final TestPipeline pipeline = new TestPipeline();

  GivingUpTest() {
    pipeline.call =
        (operation, picture, target) -> {
          throw ill(operation.operation());
        };
  }

  private static CallFailedException ill(Operation operation) {
    return TestPipeline.failed(
        CallProblem.SERVICE_FAULT, operation == FACES ? "HTTP_502" : "HTTP_503", "ill");
  }

  @Test
  void shouldSendOneDeadLetterForAMessageHoweverManyOperationsFailed() {
    pipeline.operations = List.of(FACES, LABELS);
    lastAttempt();
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(List.of("HTTP_502, HTTP_503"), pipeline.queue.deadLetters);
    assertEquals(
        "DetectFaces: Given up after 3 attempts; the last one failed with: ill"
            + " DetectLabels: Given up after 3 attempts; the last one failed with: ill",
        pipeline.queue.reasons.getFirst());
    assertEquals("HTTP_502", pipeline.row("a.jpg", FACES).get("errorCode").s());
    assertEquals("HTTP_503", pipeline.row("a.jpg", LABELS).get("errorCode").s());
    assertEquals(
        "Given up after 3 attempts; the last one failed with: ill",
        pipeline.row("a.jpg", LABELS).get("errorMessage").s());
    assertEquals(
        List.of("Rejected HTTP_502", "Rejected HTTP_503"), lastTwo(), "each has its outcome");
  }

  @Test
  void shouldNameOneCodeOfSeveralOnlyOnce() {
    pipeline.operations = List.of(LABELS, Operation.DETECT_TEXT);
    lastAttempt();
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(List.of("HTTP_503"), pipeline.queue.deadLetters);
  }

  @Test
  void shouldKeepTheReasonWhenTheDeadLetterCannotBeSent() {
    pipeline.operations = List.of(FACES, LABELS);
    lastAttempt();
    pipeline.queue.deadLettersToFail = 1;
    assertFalse(pipeline.process(put("a.jpg")));
    assertNull(pipeline.row("a.jpg", FACES));
    assertEquals(List.of("Failed HTTP_502", "Failed HTTP_503"), lastTwo());
    int calls = pipeline.calls.size();
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(calls, pipeline.calls.size(), "no further attempt");
    assertEquals(List.of("HTTP_502, HTTP_503"), pipeline.queue.deadLetters);
    assertEquals("HTTP_502", pipeline.row("a.jpg", FACES).get("errorCode").s());
    assertEquals("3", pipeline.row("a.jpg", FACES).get("attempts").n());
    assertEquals(
        "Given up after 3 attempts; the last one failed with: ill",
        pipeline.row("a.jpg", FACES).get("errorMessage").s());
  }

  @Test
  void shouldWriteTheRowOfADeadLetterAsLongAsThereIsTime() {
    lastAttempt();
    pipeline.rows.failFinishes(5);
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(List.of("HTTP_502"), pipeline.queue.deadLetters);
    assertEquals("HTTP_502", pipeline.row("a.jpg", FACES).get("errorCode").s());
    assertEquals(
        Long.toString(NOW.toEpochMilli()),
        pipeline.row("a.jpg", FACES).get("deadLetteredAt").n(),
        "before the dead letter");
  }

  @Test
  void shouldKeepTheReasonWhenTheRowCannotBeWritten() {
    lastAttempt();
    pipeline.rows.failFinishes(1_000);
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals("Failed HTTP_502", pipeline.ended.getLast());
    pipeline.rows.failFinishes(0);
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals("HTTP_502", pipeline.row("a.jpg", FACES).get("errorCode").s());
  }

  @Test
  void shouldSayThatItNeverEndedWhenEveryAttemptDied() {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      pipeline.claimAndDie("a.jpg", FACES);
    }
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(List.of("NEVER_ENDED"), pipeline.queue.deadLetters);
    assertEquals(List.of(), pipeline.calls);
    assertNotNull(pipeline.row("a.jpg", FACES).get("deadLetteredAt"));
    assertEquals("3", pipeline.row("a.jpg", FACES).get("attempts").n());
  }

  @Test
  void shouldNotWriteARowForAVersionThatWasSupersededMeanwhile() {
    lastAttempt();
    pipeline.queue.whenDeadLettered = () -> pipeline.rows.remove(later("a.jpg"), FACES);
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals("Gone ", pipeline.ended.getLast());
    assertNull(pipeline.row("a.jpg", FACES));
  }

  private static PictureVersion later(String key) {
    try {
      String removal = Events.record("ObjectRemoved:Delete", key, "02");
      return EventReader.read(Events.message(removal)).getFirst().version();
    } catch (UnreadableMessageException e) {
      throw new AssertionError(e);
    }
  }

  private void lastAttempt() {
    for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      assertFalse(pipeline.process(put("a.jpg")));
    }
    assertEquals(List.of(), pipeline.queue.deadLetters);
  }

  private List<String> lastTwo() {
    int size = pipeline.ended.size();
    return pipeline.ended.subList(size - 2, size);
  }
}
