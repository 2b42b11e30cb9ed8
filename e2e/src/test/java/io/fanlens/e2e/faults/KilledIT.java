package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static io.fanlens.e2e.faults.FaultyCloud.deadLetter;
import static io.fanlens.e2e.faults.FaultyCloud.fetch;
import static io.fanlens.e2e.faults.FaultyCloud.finish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.SideBySide;
import io.fanlens.local.faults.Intervention;
import io.fanlens.local.faults.ServiceResponse;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A process of the function dies at the worst moments: what is paid again, and what is not. The
 * tests wait for their messages to be visible again, all at the same time. The functions' times are
 * short for that, and a busy machine may cut one off between a dead letter and its row: then it is
 * sent once more.
 */
@Order(1)
class KilledIT {

  private static final int PROCESSES = 4;

  @TempDir static Path directory;
  private static FaultyCloud cloud;

  @BeforeAll
  static void start() {
    cloud = new FaultyCloud(directory, PROCESSES);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @TestFactory
  Stream<DynamicTest> shouldLoseNothingWhenAProcessDies() {
    return new SideBySide()
        .test(
            "pay again only for a call that was in flight when its process was killed",
            this::killedInFlight)
        .test("lose nothing when the function is cut off by its time-out", this::cutOff)
        .test(
            "pay again only for an answer whose process was killed before the write",
            this::killedBeforeTheWrite)
        .test(
            "not pay again when the process was killed after the write", this::killedAfterTheWrite)
        .test(
            "send the dead letter again when the process was killed before the row",
            this::killedBeforeTheRow)
        .test(
            "not send the dead letter again when the process was killed after the row",
            this::killedAfterTheRow)
        .test("write no row before the dead letter is sent", this::killedBeforeTheDeadLetter)
        .all();
  }

  private void killedInFlight() {
    String key = "in-flight.jpg";
    CountDownLatch answered = cloud.calls().holdNext(PipelinePictures.named(key));
    byte[] picture = cloud.upload(key);
    String killed = awaitCall(picture).caller();
    cloud.kill(killed);
    answered.countDown();
    Map<String, AttributeValue> row = cloud.awaitRow(key, FACES);
    assertEquals("2", row.get("attempts").n());
    cloud.awaitRow(key, LABELS);
    List<Call> paid = cloud.paidCalls(FACES, picture);
    assertEquals(2, paid.size());
    assertEquals(killed, paid.getFirst().caller(), "the extra call has a name");
    assertNotEquals(killed, paid.getLast().caller());
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  private void cutOff() throws Exception {
    String key = "frozen.jpg";
    CountDownLatch answered = cloud.calls().holdNext(PipelinePictures.named(key));
    byte[] picture = cloud.upload(key);
    long pid = cloud.process(awaitCall(picture).caller()).pid();
    assertEquals(0, new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor());
    answered.countDown();
    assertEquals("2", cloud.awaitRow(key, FACES).get("attempts").n());
    cloud.awaitRow(key, LABELS);
    Eventually.until("the end of the frozen process", () -> ProcessHandle.of(pid).isEmpty());
  }

  private void killedBeforeTheWrite() {
    String key = "before-the-write.jpg";
    cloud.rules().next(1, finish(key, FACES), Intervention.drop().after(cloud::kill));
    byte[] picture = cloud.upload(key);
    assertEquals("2", cloud.awaitRow(key, FACES).get("attempts").n());
    cloud.awaitRow(key, LABELS);
    assertEquals(2, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  private void killedAfterTheWrite() {
    String key = "after-the-write.jpg";
    cloud.rules().next(1, finish(key, FACES), applyThenKill());
    byte[] picture = cloud.upload(key);
    cloud.awaitRow(key, LABELS);
    cloud.pipeline().queue().awaitEmpty();
    assertEquals("1", cloud.awaitRow(key, FACES).get("attempts").n());
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  private void killedBeforeTheRow() {
    String key = "between-letter-and-row.jpg";
    cloud.rules().always(fetch(key), Intervention.fail(500, "InternalError"));
    cloud.rules().next(1, finish(key, FACES), Intervention.drop().after(cloud::kill));
    byte[] picture = cloud.upload(key);
    Map<String, AttributeValue> row = cloud.pipeline().awaitRow(key, FACES, "FAILED");
    assertTrue(row.containsKey("deadLetteredAt"));
    cloud.pipeline().awaitRow(key, LABELS, "FAILED");
    cloud.pipeline().queue().awaitEmpty();
    assertTrue(sentDeadLetters(key) >= 2, "one, and one again");
    assertNothingPaid(picture);
  }

  private void killedAfterTheRow() {
    String key = "between-row-and-acknowledgement.jpg";
    cloud.rules().always(fetch(key), Intervention.fail(500, "InternalError"));
    AtomicInteger rows = new AtomicInteger();
    AtomicLong sentBefore = new AtomicLong();
    cloud
        .rules()
        .always(
            finish(key, FACES).or(finish(key, LABELS)),
            interception -> {
              ServiceResponse answer = interception.apply();
              if (!answer.isOk() || rows.incrementAndGet() < 2) {
                interception.answer(answer);
                return;
              }
              sentBefore.set(sentDeadLetters(key));
              cloud.kill(interception.request());
              interception.drop();
            });
    cloud.upload(key);
    cloud.pipeline().awaitRow(key, FACES, "FAILED");
    cloud.pipeline().awaitRow(key, LABELS, "FAILED");
    cloud.pipeline().queue().awaitEmpty();
    assertEquals(sentBefore.get(), sentDeadLetters(key));
  }

  private void killedBeforeTheDeadLetter() {
    String key = "before-the-letter.jpg";
    cloud.rules().always(fetch(key), Intervention.fail(500, "InternalError"));
    cloud.rules().next(1, deadLetter(key), Intervention.drop().after(cloud::kill));
    cloud.upload(key);
    cloud.awaitSeen("the dead letter that never arrived", deadLetter(key), 1);
    assertTrue(cloud.pipeline().row(key, FACES).filter(row -> row.containsKey("status")).isEmpty());
    cloud.pipeline().awaitRow(key, FACES, "FAILED");
    cloud.pipeline().awaitRow(key, LABELS, "FAILED");
    cloud.pipeline().queue().awaitEmpty();
    assertTrue(sentDeadLetters(key) >= 1, "sent in the end");
  }

  private static Intervention applyThenKill() {
    return interception -> {
      assertTrue(interception.apply().isOk());
      cloud.kill(interception.request());
      interception.drop();
    };
  }

  private static Call awaitCall(byte[] picture) {
    String digest = PipelinePictures.digest(picture);
    return Eventually.present(
        "a call in flight",
        () ->
            cloud.pipeline().calls(FACES).stream()
                .filter(call -> call.picture().equals(digest))
                .findFirst());
  }

  private static void assertNothingPaid(byte[] picture) {
    assertEquals(0, cloud.paid(FACES, picture) + cloud.paid(LABELS, picture));
  }

  private static long sentDeadLetters(String key) {
    return cloud.rules().applied().stream().filter(deadLetter(key)).count();
  }
}
