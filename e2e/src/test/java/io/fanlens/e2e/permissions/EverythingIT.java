package io.fanlens.e2e.permissions;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.Templates;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import io.fanlens.settings.Operation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage with everything on: all operations, another account, large answers, a daily limit. */
class EverythingIT {

  private static final String REFERENCE = "references/front-desk.jpg";
  private static final String SECOND_ACCOUNT = "111122223333";

  /** Each consequence once; which resources it concerns is left to the sentence itself. */
  private static final Set<String> NOT_EMULATED =
      Set.of(
          "Messages do not expire",
          "Nothing is encrypted at rest",
          "Permissions of roles, queues and buckets are enforced, except these",
          "Requests to buckets are not logged",
          "Time to live is not emulated, expired rows stay",
          "Tables have no recovery and no deletion protection",
          "Objects do not expire",
          "Log groups are not emulated, logs go to files",
          "Functions run on this machine's own architecture",
          "SnapStart is not emulated, each process has a cold start",
          "Traces are not collected",
          "Only rules with an event pattern run, not scheduled ones",
          "The local event bus delivers every event at once, without retries",
          "Metrics, alarms and dashboards are not emulated",
          "The local Rekognition does not judge content: DetectModerationLabels has no label for"
              + " any picture.",
          "The local Rekognition detects no protective equipment, only persons by their faces.",
          "The local Rekognition knows no celebrities: all faces are UnrecognizedFaces.",
          "Layer libvips is replaced by this machine's own build",
          "Layer heic is replaced by this machine's own build");

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  @BeforeAll
  static void start() {
    // Rows so small that answers go to their bucket.
    cloud =
        new PipelineOptions(directory)
            .template(Templates.EVERYTHING)
            .setting("results.maxRowBytes", 4_096)
            .setting("maxAttempts", 2)
            .start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldSayExactlyWhatItDoesNotDo() {
    Set<String> said = new TreeSet<>();
    for (String sentence : cloud.cloud().notEmulated()) {
      // How many processes it runs follows the machine.
      if (!sentence.startsWith("This machine runs at most")) {
        said.add(
            sentence
                .replaceFirst(": (\\S+, )*\\S+\\.$", "")
                .replaceFirst("Layer \\S+-(libvips|heic) ", "Layer $1 "));
      }
    }

    assertEquals(String.join("\n", new TreeSet<>(NOT_EMULATED)), String.join("\n", said));
  }

  @Test
  void shouldNeedEveryPermissionThatItHas() throws Exception {
    cloud.upload(REFERENCE, PipelinePictures.face());
    assertEquals("SUCCEEDED", cloud.awaitRow(REFERENCE, "CompareFaces").get("status").s());
    cloud.upload("crowd.jpg", PipelinePictures.fourFaces());
    for (Operation operation : Operation.values()) {
      cloud.awaitRow("crowd.jpg", operation.apiName(), "SUCCEEDED");
    }
    assertTrue(cloud.row("crowd.jpg", FACES).orElseThrow().containsKey("answerAt"));
    cloud.remove("crowd.jpg");
    Eventually.until("the row to go", () -> cloud.row("crowd.jpg", FACES).isEmpty());

    outageAtHome(Outage.FAIL);
    cloud.upload("away.jpg", PipelinePictures.face());
    for (Operation operation : Operation.values()) {
      assertEquals(
          "us-east-2",
          cloud.awaitRow("away.jpg", operation.apiName(), "SUCCEEDED").get("region").s());
    }
    assertEquals(operations(), asked(SECOND_ACCOUNT));
    assertEquals(operations(), asked("000000000000"));
    assertTrue(
        calls(SECOND_ACCOUNT).stream().allMatch(call -> call.object().startsWith("sha256:")),
        "another account has no right to the bucket");

    cloud.rekognition().outage(FACES, RekognitionControl.ANY, Outage.FAIL);
    cloud.upload("outage.jpg", PipelinePictures.face());
    cloud.awaitRow("outage.jpg", FACES, "FAILED");
    cloud.queue().awaitEmpty();

    Set<String> needed = new TreeSet<>(Permissions.NEEDED_ON_AWS.keySet());
    needed.addAll(Permissions.NEEDED_BY_EVERYTHING.keySet());
    assertEquals(List.copyOf(needed), Permissions.unused(cloud));
  }

  private static void outageAtHome(Outage outage) {
    for (String region : List.of("us-east-1", "us-west-2")) {
      cloud.rekognition().outage(RekognitionControl.ANY, region, outage);
    }
  }

  private static List<Call> calls(String account) {
    return cloud.calls().stream().filter(call -> call.account().equals(account)).toList();
  }

  private static Set<String> asked(String account) {
    Set<String> asked = new TreeSet<>();
    calls(account).forEach(call -> asked.add(call.operation()));
    return asked;
  }

  private static Set<String> operations() {
    Set<String> all = new TreeSet<>();
    Arrays.stream(Operation.values()).forEach(operation -> all.add(operation.apiName()));
    return all;
  }
}
