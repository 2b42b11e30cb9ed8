package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static io.fanlens.e2e.faults.FaultyCloud.fetch;
import static io.fanlens.e2e.faults.FaultyCloud.finish;
import static io.fanlens.e2e.faults.FaultyCloud.queue;
import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.PipelineCloud;
import io.fanlens.local.faults.Intervention;
import io.fanlens.local.rekognition.control.Fault;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A process of the function dies at the worst moments: what is paid again, and what is not. */
class KilledIT {

  @TempDir static Path directory;
  private static FaultyCloud cloud;

  @BeforeAll
  static void start() {
    cloud = new FaultyCloud(directory);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void heal() {
    cloud.heal();
  }

  @Test
  void shouldPayAgainOnlyForACallThatWasInTheAirWhenItsProcessWasKilled() {
    cloud.pipeline().rekognition().fault(FACES, ANY, Fault.hangNext(1, Duration.ofSeconds(3)));
    byte[] picture = cloud.upload("in-the-air.jpg");
    PipelineCloud.awaitTrue("a call in the air", () -> !cloud.pipeline().calls(FACES).isEmpty());
    String killed = cloud.pipeline().calls(FACES).getFirst().caller();
    cloud.kill(killed);
    Map<String, AttributeValue> row = cloud.awaitRow("in-the-air.jpg", FACES);
    assertEquals("2", row.get("attempts").n());
    cloud.awaitRow("in-the-air.jpg", LABELS);
    List<Call> paid = cloud.paidCalls(FACES, picture);
    assertEquals(2, paid.size());
    assertEquals(killed, paid.getFirst().caller(), "the extra call has a name");
    assertNotEquals(killed, paid.getLast().caller());
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldPayAgainOnlyForAnAnswerWhoseProcessWasKilledBeforeTheWrite() {
    cloud
        .rules()
        .next(1, finish("before-the-write.jpg", FACES), Intervention.drop().after(cloud::kill));
    byte[] picture = cloud.upload("before-the-write.jpg");
    assertEquals("2", cloud.awaitRow("before-the-write.jpg", FACES).get("attempts").n());
    cloud.awaitRow("before-the-write.jpg", LABELS);
    assertEquals(2, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldNotPayAgainWhenTheProcessWasKilledAfterTheWrite() {
    cloud
        .rules()
        .next(
            1,
            finish("after-the-write.jpg", FACES),
            interception -> {
              assertTrue(interception.apply().isOk());
              cloud.kill(interception.request());
              interception.drop();
            });
    byte[] picture = cloud.upload("after-the-write.jpg");
    cloud.awaitRow("after-the-write.jpg", LABELS);
    cloud.pipeline().awaitEmptyQueue();
    assertEquals("1", cloud.awaitRow("after-the-write.jpg", FACES).get("attempts").n());
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldSendTheDeadLetterAgainWhenTheProcessWasKilledBeforeTheRow() {
    String key = "between-letter-and-row.jpg";
    cloud.rules().always(fetch(key), Intervention.fail(500, "InternalError"));
    cloud.rules().next(1, finish(key, FACES), Intervention.drop().after(cloud::kill));
    cloud.upload(key);
    Map<String, AttributeValue> row = cloud.pipeline().awaitRow(key, FACES, "FAILED");
    assertTrue(row.containsKey("deadLetteredAt"));
    cloud.pipeline().awaitRow(key, LABELS, "FAILED");
    cloud.pipeline().awaitEmptyQueue();
    assertEquals(3, sentLetters(key), "one for each operation, and one again");
    assertEquals(0, cloud.pipeline().calls().size());
  }

  @Test
  void shouldNotSendTheDeadLetterAgainWhenTheProcessWasKilledAfterTheRow() {
    String key = "between-row-and-acknowledgement.jpg";
    cloud.rules().always(fetch(key), Intervention.fail(500, "InternalError"));
    cloud
        .rules()
        .next(
            1,
            finish(key, LABELS),
            interception -> {
              assertTrue(interception.apply().isOk());
              cloud.kill(interception.request());
              interception.drop();
            });
    cloud.upload(key);
    cloud.pipeline().awaitRow(key, FACES, "FAILED");
    cloud.pipeline().awaitRow(key, LABELS, "FAILED");
    cloud.pipeline().awaitEmptyQueue();
    assertEquals(2, sentLetters(key), "one for each operation");
  }

  @Test
  void shouldWriteNoRowBeforeTheDeadLetterIsSent() {
    String key = "before-the-letter.jpg";
    cloud.rules().always(fetch(key), Intervention.fail(500, "InternalError"));
    cloud.rules().next(1, queue("SendMessage"), Intervention.drop().after(cloud::kill));
    cloud.upload(key);
    cloud.awaitSeen("the letter that never arrived", queue("SendMessage"), 1);
    assertTrue(cloud.pipeline().row(key, FACES).filter(row -> row.containsKey("status")).isEmpty());
    cloud.pipeline().awaitRow(key, FACES, "FAILED");
    cloud.pipeline().awaitRow(key, LABELS, "FAILED");
    cloud.pipeline().awaitEmptyQueue();
    assertEquals(2, sentLetters(key), "one for each operation");
  }

  private static long sentLetters(String key) {
    return cloud.rules().applied().stream()
        .filter(queue("SendMessage").and(sent -> sent.text().contains(key)))
        .count();
  }
}
