package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.FunctionTimes;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.ScriptedAnswers;
import io.fanlens.local.rekognition.control.Fault;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** Rekognition throttles, fails, hangs and is down: every picture still gets its row. */
@Order(3)
class FaultsIT {

  private static final String ANY = RekognitionControl.ANY;

  /** One test waits for a call to be given up; no other call takes a fraction of it. */
  private static final int CALL_SECONDS = 10;

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  @BeforeAll
  static void start() {
    cloud =
        new PipelineOptions(directory).times(FunctionTimes.withCallSeconds(CALL_SECONDS)).start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void reset() {
    clearFaults();
    cloud.cloud().rekognitionCalls().clear();
    cloud.quota().clear(); // what one test did to the Regions is no business of the next
  }

  private static void clearFaults() {
    cloud.rekognition().clearRegion(ANY);
    ScriptedAnswers.nothingFound(cloud.rekognition());
  }

  @Test
  void shouldGoToAnotherRegionWhenOneIsThrottled() {
    cloud.rekognition().quota(ANY, "us-east-1", new Quota(0, Duration.ZERO));
    for (int i = 0; i < 10; i++) {
      cloud.upload("throttled-" + i, PipelinePictures.face());
    }
    for (int i = 0; i < 10; i++) {
      Map<String, AttributeValue> row = cloud.awaitRow("throttled-" + i, FACES);
      assertEquals("SUCCEEDED", row.get("status").s());
      assertTrue(!row.get("region").s().equals("us-east-1"));
      cloud.awaitRow("throttled-" + i, LABELS);
    }
    assertTrue(
        cloud.calls().stream()
            .anyMatch(call -> call.outcome().equals("ProvisionedThroughputExceededException")));
  }

  @Test
  void shouldWaitForCapacityWithoutSpendingAttempts() {
    cloud.rekognition().quota(ANY, ANY, new Quota(0, Duration.ZERO));
    cloud.upload("waiting.jpg", PipelinePictures.face());
    Eventually.until("two dozen throttled calls", () -> cloud.calls().size() >= 24);
    assertTrue(cloud.row("waiting.jpg", FACES).filter(r -> r.containsKey("status")).isEmpty());
    clearFaults();
    assertEquals("1", cloud.awaitRow("waiting.jpg", FACES).get("attempts").n());
  }

  @Test
  void shouldGoOnWhenARegionAnswersWithErrors() {
    cloud
        .rekognition()
        .fault(ANY, "us-east-1", Fault.withProbability(1, Fault.Kind.INTERNAL_ERROR));
    cloud
        .rekognition()
        .fault(ANY, "us-west-2", Fault.withProbability(1, Fault.Kind.DROP_CONNECTION));
    for (int i = 0; i < 5; i++) {
      cloud.upload("failing-" + i, PipelinePictures.face());
    }
    for (int i = 0; i < 5; i++) {
      String region = cloud.awaitRow("failing-" + i, FACES, "SUCCEEDED").get("region").s();
      assertTrue(List.of("us-east-2", "us-west-1").contains(region), region);
    }
  }

  @Test
  void shouldGoOnWhenRegionsAnswerLikeSomethingBeforeTheService() {
    for (String region : List.of("us-east-1", "us-west-1", "us-west-2")) {
      cloud.rekognition().outage(ANY, region, Outage.GATEWAY);
    }
    for (int i = 0; i < 10; i++) {
      cloud.upload("pages-" + i, PipelinePictures.face());
    }
    for (int i = 0; i < 10; i++) {
      Map<String, AttributeValue> row = cloud.awaitRow("pages-" + i, FACES, "SUCCEEDED");
      assertEquals("us-east-2", row.get("region").s());
      assertEquals("1", row.get("attempts").n());
      cloud.awaitRow("pages-" + i, LABELS, "SUCCEEDED");
    }
    assertTrue(cloud.calls().stream().anyMatch(call -> call.outcome().equals("HTTP_502")));
  }

  @Test
  void shouldGoOnWhenACallHangs() {
    cloud.rekognition().fault(FACES, ANY, Fault.hangNext(1, Duration.ofSeconds(4 * CALL_SECONDS)));
    cloud.upload("hanging.jpg", PipelinePictures.face());
    Map<String, AttributeValue> row = cloud.awaitRow("hanging.jpg", FACES, "SUCCEEDED");
    assertEquals("1", row.get("attempts").n());
    assertEquals("2", row.get("calls").n());
  }

  @Test
  void shouldDeadLetterWithItsReasonAndTryAgainWhenItIsRedriven() {
    cloud.rekognition().outage(ANY, ANY, Outage.FAIL);
    cloud.upload("outage.jpg", PipelinePictures.face());
    Map<String, AttributeValue> failed = cloud.awaitRow("outage.jpg", FACES, "FAILED");
    assertEquals("5", failed.get("attempts").n());
    assertTrue(failed.containsKey("deadLetteredAt"));
    assertTrue(failed.get("errorMessage").s().startsWith("Given up after 5 attempts"));
    cloud.awaitRow("outage.jpg", LABELS, "FAILED");
    Message deadLetter = cloud.queue().awaitDeadLetter();
    assertTrue(deadLetter.body().contains("outage.jpg"), deadLetter::body);
    assertTrue(deadLetter.messageAttributes().containsKey("reason"));
    assertEquals(
        failed.get("errorCode").s(), deadLetter.messageAttributes().get("errorCode").stringValue());
    cloud.queue().awaitEmpty();

    clearFaults();
    cloud.queue().send(deadLetter.body());
    assertEquals("1", cloud.awaitRow("outage.jpg", FACES, "SUCCEEDED").get("attempts").n());
    cloud.awaitRow("outage.jpg", LABELS, "SUCCEEDED");
  }

  @Test
  void shouldKeepAnAnswerOfAHundredFaces() {
    cloud.rekognition().script(FACES, ANY, request -> Optional.of(hundredFaces()));
    cloud.upload("crowd.jpg", PipelinePictures.face());
    Map<String, AttributeValue> row = cloud.awaitRow("crowd.jpg", FACES, "SUCCEEDED");
    assertEquals("100", row.get("count").n());
    assertEquals(100, row.get("FaceDetails").l().size());
    assertEquals(30, row.get("FaceDetails").l().get(99).m().get("Landmarks").l().size());
  }

  @Test
  void shouldSpreadTheCallsOverTheRegionsByWeight() {
    int pictures = 60;
    for (int i = 0; i < pictures; i++) {
      cloud.upload("spread-" + i, PipelinePictures.face());
    }
    for (int i = 0; i < pictures; i++) {
      cloud.awaitRow("spread-" + i, FACES, "SUCCEEDED");
    }
    cloud.queue().awaitEmpty(); // else a later test's outage meets the labels of these pictures
    long large =
        cloud.calls(FACES).stream()
            .filter(Call::isOk)
            .filter(call -> List.of("us-east-1", "us-west-2").contains(call.region()))
            .count();
    // 200 of 250 calls a second are theirs: 48 of 60 expected, 3.1 the standard deviation.
    assertTrue(large >= 36 && large < pictures, large + " of " + pictures);
  }

  /** As much as Rekognition says of a face with all attributes: about 3 KB each. */
  private static ObjectNode hundredFaces() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode answer = json.createObjectNode();
    ArrayNode faces = answer.putArray("FaceDetails");
    for (int i = 0; i < 100; i++) {
      ObjectNode face = faces.addObject();
      ObjectNode box = face.putObject("BoundingBox");
      box.put("Width", 0.05).put("Height", 0.07).put("Left", i / 100.0).put("Top", 0.3);
      face.put("Confidence", 99.98);
      face.putObject("AgeRange").put("Low", 20).put("High", 30);
      face.putObject("Smile").put("Value", true).put("Confidence", 91.2);
      ArrayNode landmarks = face.putArray("Landmarks");
      for (int l = 0; l < 30; l++) {
        landmarks.addObject().put("Type", "eyeLeft").put("X", 0.512345).put("Y", 0.312345);
      }
      ArrayNode emotions = face.putArray("Emotions");
      for (int e = 0; e < 8; e++) {
        emotions.addObject().put("Type", "CALM").put("Confidence", 12.3456);
      }
    }
    return answer;
  }
}
