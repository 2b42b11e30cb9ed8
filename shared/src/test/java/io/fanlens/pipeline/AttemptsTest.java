package io.fanlens.pipeline;

import static io.fanlens.pipeline.TestPipeline.MAX_ATTEMPTS;
import static io.fanlens.pipeline.TestPipeline.NOW;
import static io.fanlens.pipeline.TestPipeline.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.picture.NoRoomException;
import io.fanlens.picture.TestPictures;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultTableUnavailableException;
import io.fanlens.result.RowTooLargeException;
import io.fanlens.result.WriteInterruptedException;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Timings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What counts as an attempt, and what an interrupt leaves. */
class AttemptsTest {

  private static final Operation FACES = Operation.DETECT_FACES;

  private final TestPipeline pipeline = new TestPipeline();

  @AfterEach
  void clearTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void shouldNotCountWaitingForMemoryOrForATurn() {
    for (NoRoomException.Wait wait : NoRoomException.Wait.values()) {
      pipeline.pictures = new Failing(() -> new NoRoomException(wait), false);
      for (int receive = 0; receive <= MAX_ATTEMPTS; receive++) {
        assertFalse(pipeline.process(put(wait + ".jpg")));
      }
      assertEquals("Later NO_" + wait, pipeline.ended.getLast());
    }
    assertEquals(List.of(), pipeline.queue.deadLetters);
    pipeline.pictures = new FakePictures(TestPipeline.JPEG);
    assertTrue(pipeline.process(put("MEMORY.jpg")));
    assertEquals("1", pipeline.row("MEMORY.jpg", FACES).get("attempts").n());
  }

  @Test
  void shouldNotCountWaitingForCapacity() {
    pipeline.full = new NoCapacity(NoCapacity.Reason.BUSY, 30_000_000);
    for (int receive = 0; receive <= MAX_ATTEMPTS; receive++) {
      assertFalse(pipeline.process(put("a.jpg")));
      assertEquals("Later BUSY", pipeline.ended.getLast());
    }
    assertEquals(Duration.ofSeconds(30), pipeline.queue.requeued.getLast());
    assertEquals(List.of(), pipeline.calls);
    pipeline.full = null;
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals("1", pipeline.row("a.jpg", FACES).get("attempts").n());
  }

  @Test
  void shouldNotCountDeniedCalls() {
    CallFailedException denied = TestPipeline.failed(CallProblem.DENIED, "HTTP_403", "no access");
    TargetCall answering = pipeline.call;
    pipeline.call =
        (operation, picture, target) -> {
          throw denied;
        };
    for (int receive = 0; receive <= MAX_ATTEMPTS; receive++) {
      assertFalse(pipeline.process(put("a.jpg")));
      assertEquals("Later ALL_DENIED", pipeline.ended.getLast());
    }
    pipeline.call = answering;
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals("1", pipeline.row("a.jpg", FACES).get("attempts").n());
  }

  @Test
  void shouldCountAnAttemptWhoseRowCouldNotBeWrittenAndLetTheNextOneBegin() {
    pipeline.rows.failFinishes(1_000);
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals("Failed TABLE_UNAVAILABLE", pipeline.ended.getLast());
    pipeline.rows.failFinishes(0);
    assertTrue(pipeline.process(put("a.jpg")), "its claim is released");
    assertEquals("2", pipeline.row("a.jpg", FACES).get("attempts").n());
  }

  @Test
  void shouldLeaveAClaimThatCannotBeReleasedToItsEnd() {
    pipeline.full = new NoCapacity(NoCapacity.Reason.BUSY, 0);
    pipeline.rows.failReleases(
        new ResultTableUnavailableException(new IllegalStateException("injected")));
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals("Later BUSY", pipeline.ended.getLast(), "what happened is not hidden by it");
    pipeline.rows.failReleases(null);
    pipeline.full = null;
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals("Later another worker has it", pipeline.ended.getLast());
    assertTrue(
        pipeline.queue.requeued.getLast().compareTo(Timings.DEFAULTS.function()) >= 0,
        "no sooner than the claim ends");
  }

  @Test
  void shouldRejectAnAnswerThatIsLargerThanARowMayBe() {
    pipeline.rows.failFinishes(1, new RowTooLargeException(new IllegalStateException("injected")));
    assertTrue(pipeline.process(put("a.jpg")), "another attempt would be paid for nothing");
    assertEquals(List.of("Rejected ANSWER_TOO_LARGE"), pipeline.ended);
    assertEquals("ANSWER_TOO_LARGE", pipeline.row("a.jpg", FACES).get("errorCode").s());
    assertEquals(List.of("DetectFaces"), pipeline.calls);
    assertEquals(List.of(), pipeline.queue.deadLetters);
  }

  @Test
  void shouldWriteNoRowOfABadPictureThatWasRemovedMeanwhile() {
    byte[] text = "no picture".getBytes(StandardCharsets.US_ASCII);
    pipeline.pictures = new FakePictures(text);
    assertTrue(pipeline.process(put("a.jpg")));
    pipeline.pictures =
        new FakePictures(
            version -> {
              pipeline.rows.remove(TestPipeline.removal("b.jpg"), FACES);
              return text;
            });
    assertTrue(pipeline.process(put("b.jpg")));
    assertEquals(List.of("Rejected NOT_A_PICTURE", "Gone "), pipeline.ended);
    assertNull(pipeline.row("b.jpg", FACES));
  }

  @Test
  void shouldReleaseTheClaimOfAWaitThatWasInterrupted() {
    pipeline.pictures = new Failing(() -> new NoRoomException(NoRoomException.Wait.MEMORY), true);
    assertFalse(pipeline.process(put("a.jpg")));
    assertTrue(Thread.interrupted(), "the others must end too");
    assertEquals(1, pipeline.rows.quickReleases);
    assertEquals(List.of(), pipeline.queue.requeued, "the queue shows it again by itself");
    pipeline.pictures = new FakePictures(TestPipeline.JPEG);
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals("1", pipeline.row("a.jpg", FACES).get("attempts").n());
  }

  @Test
  void shouldCountAnAttemptThatWasInterruptedWhileFetching() {
    pipeline.pictures = new Interrupted();
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals("Failed OUT_OF_TIME", pipeline.ended.getLast());
    assertTrue(Thread.interrupted());
    assertEquals(1, pipeline.rows.quickReleases, "before the function ends");
    pipeline.pictures = new FakePictures(TestPipeline.JPEG);
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals("2", pipeline.row("a.jpg", FACES).get("attempts").n());
  }

  @Test
  void shouldCountAnAttemptThatWasInterruptedDuringItsCall() {
    pipeline.operations = List.of(FACES, Operation.DETECT_LABELS);
    pipeline.call =
        (operation, picture, target) -> {
          Thread.currentThread().interrupt();
          throw TestPipeline.failed(CallProblem.INTERRUPTED, "INTERRUPTED", "out of time");
        };
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals(List.of("DetectFaces"), pipeline.calls);
    assertEquals(List.of("Failed OUT_OF_TIME", "Failed OUT_OF_TIME"), pipeline.ended);
    assertFalse(pipeline.rows.isClaimed("a.jpg", Operation.DETECT_LABELS), "no time for it");
    assertTrue(Thread.interrupted());
    assertEquals(List.of(), pipeline.queue.requeued);
  }

  @Test
  void shouldCountASecondOperationOnlyOnceItUsesWhatTheFirstOneFetched() throws Exception {
    pipeline.operations = List.of(FACES, Operation.DETECT_LABELS);
    pipeline.pictures = new InterruptedAtTheCheck();
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals(List.of("Done ", "Failed OUT_OF_TIME"), pipeline.ended);
    assertTrue(Thread.interrupted());
    pipeline.pictures = new FakePictures(TestPipeline.JPEG);
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(
        "1", pipeline.row("a.jpg", Operation.DETECT_LABELS).get("attempts").n(), "only checked");
  }

  @Test
  void shouldCountAnAttemptThatWasInterruptedWhileFetchingTheRest() {
    byte[] bmp = TestPictures.encode(TestPictures.quarters(400, 300), "bmp");
    pipeline.pictures = new InterruptedAfterTheHead(bmp);
    assertFalse(pipeline.process(put("a.bmp")));
    assertEquals("Failed OUT_OF_TIME", pipeline.ended.getLast());
    assertTrue(Thread.interrupted());
    pipeline.pictures = new FakePictures(bmp);
    assertTrue(pipeline.process(put("a.bmp")));
    assertEquals("2", pipeline.row("a.bmp", FACES).get("attempts").n());
  }

  @Test
  void shouldCountASecondOperationThatWasInterruptedDuringItsCall() {
    pipeline.operations = List.of(FACES, Operation.DETECT_LABELS);
    TargetCall answering = pipeline.call;
    pipeline.call =
        (operation, picture, target) -> {
          if (operation.operation() == FACES) {
            return answering.send(operation, picture, target);
          }
          Thread.currentThread().interrupt();
          throw TestPipeline.failed(CallProblem.INTERRUPTED, "INTERRUPTED", "out of time");
        };
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals(List.of("Done ", "Failed OUT_OF_TIME"), pipeline.ended);
    assertTrue(Thread.interrupted());
    pipeline.call = answering;
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(
        "2",
        pipeline.row("a.jpg", Operation.DETECT_LABELS).get("attempts").n(),
        "it sent what the first one had fetched");
  }

  @Test
  void shouldNotCountASecondOperationThatWasInterruptedBeforeItsCall() {
    pipeline.operations = List.of(FACES, Operation.DETECT_LABELS);
    pipeline.pictures = new InterruptedAfterTheCheck();
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals(List.of("DetectFaces"), pipeline.calls);
    assertEquals(List.of("Done ", "Failed OUT_OF_TIME"), pipeline.ended);
    assertTrue(Thread.interrupted());
    pipeline.pictures = new FakePictures(TestPipeline.JPEG);
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals("1", pipeline.row("a.jpg", Operation.DETECT_LABELS).get("attempts").n());
  }

  @Test
  void shouldNotTakeAnInterruptedWriteForATableThatIsAway() {
    pipeline.rows.failFinishes(
        1, new WriteInterruptedException(new IllegalStateException("injected")));
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals("Failed OUT_OF_TIME", pipeline.ended.getLast());
    assertTrue(Thread.interrupted());
    assertEquals(1, pipeline.rows.quickReleases);
    pipeline.rows.failWith(new WriteInterruptedException(new IllegalStateException("injected")));
    assertFalse(pipeline.process(put("b.jpg")));
    assertEquals("Failed OUT_OF_TIME", pipeline.ended.getLast());
    assertTrue(Thread.interrupted());
  }

  @Test
  void shouldNotTakeAnInterruptedRemovalForATableThatIsAway() {
    pipeline.rows.failRemovals(
        new WriteInterruptedException(new IllegalStateException("injected")));
    assertFalse(pipeline.process(Events.record("ObjectRemoved:Delete", "a.jpg", "02")));
    assertTrue(Thread.interrupted());
    assertEquals(List.of(), pipeline.queue.requeued);
  }

  @Test
  void shouldStartNothingWhenItsTimeIsOver() {
    Thread.currentThread().interrupt();
    assertFalse(pipeline.process(put("a.jpg")));
    assertEquals(0, pipeline.rows.size());
    assertEquals(List.of(), pipeline.calls);
  }

  @Test
  void shouldCountAnAttemptThatABucketFails() {
    pipeline.pictures = new Failing(() -> new BucketFailedException("403", null), false);
    for (int receive = 1; receive < MAX_ATTEMPTS; receive++) {
      assertFalse(pipeline.process(put("a.jpg")));
      assertEquals("Failed BUCKET_FAILED", pipeline.ended.getLast());
    }
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(List.of("BUCKET_FAILED"), pipeline.queue.deadLetters);
    assertEquals(
        "Given up after 3 attempts; the last one failed with: 403",
        pipeline.row("a.jpg", FACES).get("errorMessage").s(),
        "our own words");
  }

  @Test
  void shouldPutNoWordsOfOthersIntoARow() {
    pipeline.pictures = new Failing(() -> new IllegalStateException("arn:aws:iam::1:x"), false);
    for (int receive = 1; receive <= MAX_ATTEMPTS; receive++) {
      pipeline.process(put("a.jpg"));
    }
    assertEquals(
        "Given up after 3 attempts; the last one failed with: IllegalStateException",
        pipeline.row("a.jpg", FACES).get("errorMessage").s());
    assertEquals("UNEXPECTED", pipeline.row("a.jpg", FACES).get("errorCode").s());
  }

  @Test
  void shouldRetryARefusedRequestAndGiveItUpInTheEnd() {
    pipeline.call =
        (operation, picture, target) -> {
          throw TestPipeline.failed(CallProblem.REQUEST_REFUSED, "HTTP_413", "status 413");
        };
    for (int receive = 1; receive < MAX_ATTEMPTS; receive++) {
      assertFalse(pipeline.process(put("a.jpg")));
      assertNull(pipeline.row("a.jpg", FACES), "perhaps not the picture's fault");
    }
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(MAX_ATTEMPTS, pipeline.calls.size(), "one call an attempt");
    assertEquals(List.of("HTTP_413"), pipeline.queue.deadLetters);
  }

  @Test
  void shouldKeepAPaidAnswerWhoseConfirmationTakesLong() {
    FakePictures bucket = new FakePictures(Arrays.copyOf(TestPipeline.JPEG, 1_000_000));
    bucket.checksToFail = 6;
    pipeline.pictures = bucket;
    assertTrue(pipeline.process(put("a.jpg")));
    assertEquals(List.of("DetectFaces"), pipeline.calls, "paid once");
    assertEquals("S3Object", pipeline.row("a.jpg", FACES).get("sent").m().get("via").s());
    assertEquals(Duration.ofMillis(9_400), Duration.between(NOW, pipeline.now));
  }

  /** Fails whatever is fetched. */
  private record Failing(Supplier<RuntimeException> failure, boolean interrupts)
      implements Pictures {

    @Override
    public FileHead head(PictureVersion version) {
      if (interrupts) {
        Thread.currentThread().interrupt();
      }
      throw failure.get();
    }

    @Override
    public byte[] whole(PictureVersion version, FileHead head) {
      throw failure.get();
    }

    @Override
    public boolean isCurrent(PictureVersion version, Duration timeout) {
      throw failure.get();
    }
  }

  /** The function's time runs out in every request. */
  private static final class Interrupted implements Pictures {

    @Override
    public FileHead head(PictureVersion version) throws InterruptedException {
      throw new InterruptedException();
    }

    @Override
    public byte[] whole(PictureVersion version, FileHead head) throws InterruptedException {
      throw new InterruptedException();
    }

    @Override
    public boolean isCurrent(PictureVersion version, Duration timeout) throws InterruptedException {
      throw new InterruptedException();
    }
  }

  /** The function's time runs out when the rest of the file is fetched. */
  private static final class InterruptedAfterTheHead implements Pictures {

    private final byte[] file;

    InterruptedAfterTheHead(byte[] file) {
      this.file = file;
    }

    @Override
    public FileHead head(PictureVersion version) {
      return new FakePictures(file).head(version);
    }

    @Override
    public byte[] whole(PictureVersion version, FileHead head) throws InterruptedException {
      throw new InterruptedException();
    }

    @Override
    public boolean isCurrent(PictureVersion version, Duration timeout) {
      throw new AssertionError("it was not sent as an object");
    }
  }

  /** The function's time runs out when the second operation finds the version current. */
  private static final class InterruptedAfterTheCheck extends SmallPicture {

    @Override
    public boolean isCurrent(PictureVersion version, Duration timeout) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The function's time runs out between two operations. */
  private static final class InterruptedAtTheCheck extends SmallPicture {

    @Override
    public boolean isCurrent(PictureVersion version, Duration timeout) throws InterruptedException {
      throw new InterruptedException();
    }
  }

  /** Its head is the whole file. */
  private abstract static class SmallPicture implements Pictures {

    @Override
    public FileHead head(PictureVersion version) {
      return new FileHead(TestPipeline.JPEG, TestPipeline.JPEG.length);
    }

    @Override
    public byte[] whole(PictureVersion version, FileHead head) {
      throw new AssertionError("its head is the whole file");
    }
  }
}
