package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static io.fanlens.e2e.faults.FaultyCloud.claim;
import static io.fanlens.e2e.faults.FaultyCloud.fetch;
import static io.fanlens.e2e.faults.FaultyCloud.finish;
import static io.fanlens.e2e.faults.FaultyCloud.removal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.faults.Intervention;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events that come twice, late, in the wrong order, or while the picture is in flight: a test holds
 * an invocation until another one has done something.
 */
class EventOrderIT {

  private static final int PROCESSES = 3;

  @TempDir static Path directory;
  private static FaultyCloud cloud;

  @BeforeAll
  static void start() {
    cloud = new FaultyCloud(directory, PROCESSES).warm();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldPayOnceWhenADuplicateComesWhileTheFirstIsInFlight() {
    String key = "twice-at-once.jpg";
    cloud
        .rules()
        .next(
            1,
            finish(key, FACES),
            Intervention.pass()
                .after(
                    held -> {
                      cloud.pipeline().queue().send(cloud.events().event(key, 0));
                      cloud.awaitSeen("the duplicate's claim", claim(key, FACES), 2);
                    }));
    byte[] picture = cloud.upload(key);
    cloud.awaitRow(key, FACES);
    cloud.awaitRow(key, LABELS);
    cloud.pipeline().queue().awaitEmpty();
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldPayNothingForADuplicateAfterTheFinish() {
    String key = "twice.jpg";
    byte[] picture = cloud.upload(key);
    cloud.awaitRow(key, FACES);
    cloud.awaitRow(key, LABELS);
    cloud.pipeline().queue().send(cloud.events().event(key, 0));
    cloud.awaitSeen("the duplicate's claims", claim(key, LABELS), 2);
    cloud.pipeline().queue().awaitEmpty();
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldKeepTheNewerResultWhenTheOlderEventComesLate() {
    String key = "late.jpg";
    byte[] same = PipelinePictures.named("late");
    cloud.events().withhold(key);
    // The same bytes twice: only the order of the events tells the versions apart.
    cloud.pipeline().upload(key, same);
    cloud.pipeline().upload(key, same);
    cloud.pipeline().queue().send(cloud.events().event(key, 1));
    String newer = cloud.awaitRow(key, FACES).get("sequencer").s();
    cloud.awaitRow(key, LABELS);
    cloud.pipeline().queue().send(cloud.events().event(key, 0));
    cloud.awaitSeen("the old event's claims", claim(key, LABELS), 2);
    cloud.pipeline().queue().awaitEmpty();
    assertEquals(newer, cloud.awaitRow(key, FACES).get("sequencer").s());
    assertEquals(1, cloud.paid(FACES, same));
    assertEquals(1, cloud.paid(LABELS, same));
  }

  @Test
  void shouldLeaveNoRowWhenTheRemovalComesBeforeItsCreation() {
    String key = "removed-first.jpg";
    cloud.events().withhold(key);
    byte[] picture = cloud.upload(key);
    cloud.pipeline().remove(key);
    cloud.pipeline().queue().send(cloud.events().event(key, 1));
    cloud.pipeline().queue().awaitEmpty();
    cloud.pipeline().queue().send(cloud.events().event(key, 0));
    cloud.awaitApplied("the claim of the object that is gone", claim(key, LABELS), 1);
    cloud.pipeline().queue().awaitEmpty();
    assertTrue(cloud.hasNoRow(key));
    assertEquals(0, cloud.paid(FACES, picture) + cloud.paid(LABELS, picture));
  }

  @Test
  void shouldLeaveNoRowWhenThePictureIsRemovedBeforeItIsFetched() {
    String key = "removed-early.jpg";
    cloud.events().withhold(key);
    byte[] picture = cloud.upload(key);
    cloud.pipeline().remove(key);
    cloud.pipeline().queue().send(cloud.events().event(key, 0));
    cloud.pipeline().queue().awaitEmpty();
    cloud.pipeline().queue().send(cloud.events().event(key, 1));
    cloud.pipeline().queue().awaitEmpty();
    assertTrue(cloud.hasNoRow(key));
    assertEquals(0, cloud.paid(FACES, picture) + cloud.paid(LABELS, picture));
  }

  @Test
  void shouldLeaveNoRowWhenThePictureIsRemovedInFlight() {
    String key = "removed-in-flight.jpg";
    cloud.rules().next(1, finish(key, FACES), Intervention.pass().after(held -> removed(key)));
    byte[] picture = cloud.upload(key);
    cloud.awaitSeen("the finish that came too late", finish(key, FACES), 1);
    cloud.pipeline().queue().awaitEmpty();
    assertTrue(cloud.hasNoRow(key));
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(0, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldLeaveNoRowWhenThePictureIsRemovedBetweenItsOperations() {
    String key = "removed-between.jpg";
    cloud.rules().next(1, claim(key, LABELS), Intervention.pass().after(held -> removed(key)));
    byte[] picture = cloud.upload(key);
    cloud.awaitApplied("the claim of the second operation", claim(key, LABELS), 1);
    cloud.pipeline().queue().awaitEmpty();
    assertTrue(cloud.hasNoRow(key));
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(0, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldRemoveTheRowsWhenTheObjectExpires() {
    String key = "expired.jpg";
    cloud.upload(key);
    cloud.awaitRow(key, FACES);
    cloud.awaitRow(key, LABELS);
    cloud.events().withhold(key);
    cloud.pipeline().remove(key);
    String removal = cloud.events().event(key, 1);
    assertTrue(removal.contains("ObjectRemoved:Delete"));
    cloud
        .pipeline()
        .queue()
        .send(removal.replace("ObjectRemoved:Delete", "LifecycleExpiration:Delete"));
    Eventually.until("no row", () -> cloud.hasNoRow(key));
  }

  @Test
  void shouldKeepTheNewerAnswerWhenThePictureIsOverwrittenInFlight() {
    String key = "overwritten.jpg";
    byte[] newer = PipelinePictures.named("newer");
    cloud
        .rules()
        .next(
            1,
            finish(key, FACES),
            Intervention.pass()
                .after(
                    held -> {
                      cloud.pipeline().upload(key, newer);
                      cloud.awaitApplied("the newer answer", finish(key, LABELS), 1);
                    }));
    byte[] older = cloud.upload(key);
    cloud.awaitRow(key, LABELS);
    cloud.pipeline().queue().awaitEmpty();
    String sequencer = cloud.awaitRow(key, FACES).get("sequencer").s();
    assertEquals(sequencer, cloud.awaitRow(key, LABELS).get("sequencer").s());
    assertEquals(newer.length, Integer.parseInt(cloud.awaitRow(key, FACES).get("size").n()));
    assertEquals(1, cloud.paid(FACES, newer));
    assertEquals(1, cloud.paid(LABELS, newer));
    assertEquals(1, cloud.paid(FACES, older));
    assertEquals(0, cloud.paid(LABELS, older), "known by then to be old");
  }

  @Test
  void shouldNotAnalyzeAVersionThatWasReplacedBeforeItWasFetched() {
    String key = "replaced.jpg";
    byte[] newer = PipelinePictures.named("replacement");
    cloud
        .rules()
        .next(
            1, fetch(key), Intervention.pass().after(held -> cloud.pipeline().upload(key, newer)));
    byte[] older = cloud.upload(key);
    Eventually.until(
        "both calls for the newer version",
        () -> cloud.paid(FACES, newer) == 1 && cloud.paid(LABELS, newer) == 1);
    cloud.pipeline().queue().awaitEmpty();
    assertEquals(0, cloud.paid(FACES, older));
    assertEquals(0, cloud.paid(LABELS, older));
    assertEquals(newer.length, Integer.parseInt(cloud.awaitRow(key, FACES).get("size").n()));
  }

  /** The object is gone, and its removal has been processed. */
  private static void removed(String key) {
    cloud.pipeline().remove(key);
    cloud.awaitSeen("the removal", removal(key, LABELS), 1);
    Eventually.until("the end of the removal", () -> cloud.pipeline().row(key, FACES).isEmpty());
  }
}
