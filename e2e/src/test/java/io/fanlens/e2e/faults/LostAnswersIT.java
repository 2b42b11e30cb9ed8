package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static io.fanlens.e2e.faults.FaultyCloud.claim;
import static io.fanlens.e2e.faults.FaultyCloud.fetch;
import static io.fanlens.e2e.faults.FaultyCloud.finish;
import static io.fanlens.e2e.faults.FaultyCloud.queue;
import static io.fanlens.e2e.faults.FaultyCloud.takeOver;
import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.FunctionTimes;
import io.fanlens.local.faults.Intervention;
import io.fanlens.local.rekognition.control.Fault;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are refused, and answers that get lost after the service has done the work. */
class LostAnswersIT {

  @TempDir static Path directory;
  private static FaultyCloud cloud;

  @BeforeAll
  static void start() {
    cloud = new FaultyCloud(directory, 2);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void reset() {
    cloud.reset();
  }

  @Test
  void shouldTakeAFinishWhoseAnswerWasLostForDone() {
    cloud.rules().next(1, finish("finish-lost.jpg", FACES), Intervention.applyThenDrop());
    assertPaidOnceInOneAttempt("finish-lost.jpg");
  }

  @Test
  void shouldTakeAFinishForDoneWhenTheAnswersToAllTriesOfTheClientWereLost() {
    cloud.rules().next(4, finish("finishes-lost.jpg", FACES), Intervention.applyThenDrop());
    assertPaidOnceInOneAttempt("finishes-lost.jpg");
  }

  @Test
  void shouldKeepItsClaimWhenTheAnswerToItWasLost() {
    cloud.rules().next(1, claim("claim-lost.jpg", FACES), Intervention.applyThenDrop());
    assertPaidOnceInOneAttempt("claim-lost.jpg");
  }

  @Test
  void shouldKeepATakenOverClaimWhenTheAnswerToItWasLost() {
    String key = "take-over-lost.jpg";
    // The first attempt fails, so that the second takes the claim over.
    cloud.rules().next(8, fetch(key), Intervention.fail(500, "InternalError"));
    cloud.rules().next(1, takeOver(key, FACES), Intervention.applyThenDrop());
    byte[] picture = cloud.upload(key);
    int attempts = Integer.parseInt(cloud.awaitRow(key, FACES).get("attempts").n());
    cloud.awaitRow(key, LABELS);
    assertTrue(attempts >= 2, attempts + " attempts");
    assertEquals(1, cloud.paid(FACES, picture));
  }

  @Test
  void shouldNotPayAgainWhileDynamoDbThrottlesTheWrite() {
    cloud
        .rules()
        .next(
            4,
            finish("throttled.jpg", FACES),
            Intervention.fail(400, "ProvisionedThroughputExceededException"));
    assertPaidOnceInOneAttempt("throttled.jpg");
  }

  @Test
  void shouldNotPayAgainWhileDynamoDbFailsTheWrite() {
    cloud
        .rules()
        .next(5, finish("failed-write.jpg", FACES), Intervention.fail(500, "InternalServerError"));
    assertPaidOnceInOneAttempt("failed-write.jpg");
  }

  @Test
  void shouldNotPayAgainWhileTheConnectionIsCutAtTheWrite() {
    cloud.rules().next(5, finish("cut.jpg", FACES), Intervention.drop());
    assertPaidOnceInOneAttempt("cut.jpg");
  }

  @Test
  void shouldPayAgainOnlyForTheCallWhoseAnswerWasLost() {
    cloud.pipeline().rekognition().fault(FACES, ANY, Fault.next(1, Fault.Kind.LOSE_ANSWER));
    byte[] picture = cloud.upload("answer-lost.jpg");
    assertEquals("1", cloud.awaitRow("answer-lost.jpg", FACES).get("attempts").n());
    cloud.awaitRow("answer-lost.jpg", LABELS);
    assertEquals(
        List.of(Call.LOST, Call.OK),
        cloud.paidCalls(FACES, picture).stream().map(Call::outcome).toList());
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldFetchAgainWhenS3Fails() {
    cloud.rules().next(2, fetch("failed-fetch.jpg"), Intervention.fail(500, "InternalError"));
    assertPaidOnceInOneAttempt("failed-fetch.jpg");
  }

  @Test
  void shouldTryAgainWhenABodyStopsForLongerThanAFetchMayTake() {
    cloud
        .rules()
        .next(
            1,
            fetch("slow.jpg"),
            Intervention.slowBody(FunctionTimes.EXPIRING.timings().fetch().multipliedBy(2)));
    byte[] picture = cloud.upload("slow.jpg");
    assertEquals("2", cloud.awaitRow("slow.jpg", FACES).get("attempts").n());
    cloud.awaitRow("slow.jpg", LABELS);
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldLoseNothingWhenTheQueueIsUnreachableForTheRequeue() {
    cloud.rules().next(8, fetch("not-requeued.jpg"), Intervention.fail(500, "InternalError"));
    cloud.rules().next(4, queue("ChangeMessageVisibility"), Intervention.drop());
    byte[] picture = cloud.upload("not-requeued.jpg");
    cloud.awaitRow("not-requeued.jpg", FACES);
    cloud.awaitRow("not-requeued.jpg", LABELS);
    cloud.pipeline().queue().awaitEmpty();
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldPayNothingForAMessageThatCouldNotBeDeleted() {
    cloud.rules().next(3, queue("DeleteMessageBatch"), Intervention.drop());
    byte[] picture = cloud.upload("not-deleted.jpg");
    cloud.awaitRow("not-deleted.jpg", FACES);
    cloud.awaitRow("not-deleted.jpg", LABELS);
    // Only now: before its event arrives the queue is empty too.
    cloud.pipeline().queue().awaitEmpty();
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  private static void assertPaidOnceInOneAttempt(String key) {
    byte[] picture = cloud.upload(key);
    assertEquals("1", cloud.awaitRow(key, FACES).get("attempts").n());
    cloud.awaitRow(key, LABELS);
    cloud.pipeline().queue().awaitEmpty();
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }
}
