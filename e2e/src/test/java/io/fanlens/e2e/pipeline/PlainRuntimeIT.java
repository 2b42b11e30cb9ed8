package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaEvent.InvocationEnded;
import io.fanlens.local.lambda.LambdaOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline where Amazon's runtime interface client does not load: the real zip under the plain
 * runtime, which runs on Linux too.
 */
class PlainRuntimeIT {

  @TempDir static Path directory;
  private static final List<LambdaEvent> EVENTS = Collections.synchronizedList(new ArrayList<>());
  private static PipelineCloud cloud;

  @BeforeAll
  static void start() {
    cloud =
        new PipelineOptions(directory)
            .lambda(LambdaOptions.builder().runtime(FunctionRuntime.PLAIN).maxChildren(2))
            .listener(EVENTS::add)
            .withoutAotCache()
            .start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldTurnAPictureIntoARowForEachOperation() {
    cloud.upload("happy.jpg", PipelinePictures.face());
    assertEquals("1", cloud.awaitRow("happy.jpg", FACES, "SUCCEEDED").get("count").n());
    cloud.awaitRow("happy.jpg", LABELS, "SUCCEEDED");
    assertTrue(
        ProcessHandle.of(cloud.cloud().children().getFirst().pid())
            .flatMap(process -> process.info().commandLine())
            .orElseThrow()
            .contains("io.fanlens.local.lambda.plain.PlainRuntime"));
  }

  @Test
  void shouldRejectWhatIsNoPicture() {
    cloud.upload("text.jpg", "no picture".getBytes(StandardCharsets.UTF_8));
    cloud.awaitRow("text.jpg", FACES, "FAILED");
  }

  /** The function names it in its answers until it is given up. */
  @Test
  void shouldHaveAMessageComeBackThatTheFunctionNames() {
    cloud.queue().send("unreadable");
    assertEquals("unreadable", cloud.queue().awaitDeadLetter().body());
    assertTrue(
        List.copyOf(EVENTS).stream()
            .anyMatch(
                event ->
                    event instanceof InvocationEnded ended
                        && ended.outcome() == LambdaEvent.Outcome.PARTLY_FAILED),
        EVENTS::toString);
  }

  @Test
  void shouldSayWhichRuntimeItIs() {
    assertTrue(
        cloud.cloud().notEmulated().stream()
            .anyMatch(sentence -> sentence.contains("the plain runtime loop")),
        () -> cloud.cloud().notEmulated().toString());
  }
}
