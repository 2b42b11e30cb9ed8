package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static io.fanlens.e2e.faults.FaultyCloud.claim;
import static io.fanlens.e2e.faults.FaultyCloud.fetch;
import static io.fanlens.e2e.faults.FaultyCloud.finish;
import static io.fanlens.e2e.faults.FaultyCloud.removal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.Versions;
import io.fanlens.local.faults.Intervention;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that come twice, late, in the wrong order, or while the picture is in flight. */
class EventOrderIT {

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
                      cloud.pipeline().send(cloud.events().event(key, 0));
                      cloud.awaitSeen("the duplicate's claim", claim(key, FACES), 2);
                    }));
    byte[] picture = cloud.upload(key);
    cloud.awaitRow(key, FACES);
    cloud.awaitRow(key, LABELS);
    cloud.pipeline().awaitEmptyQueue();
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldPayNothingForADuplicateAfterTheFinish() {
    String key = "twice.jpg";
    byte[] picture = cloud.upload(key);
    cloud.awaitRow(key, FACES);
    cloud.awaitRow(key, LABELS);
    cloud.pipeline().send(cloud.events().event(key, 0));
    cloud.awaitSeen("the duplicate's claims", claim(key, LABELS), 2);
    cloud.pipeline().awaitEmptyQueue();
    assertEquals(1, cloud.paid(FACES, picture));
    assertEquals(1, cloud.paid(LABELS, picture));
  }

  @Test
  void shouldKeepTheNewerResultWhenTheOlderEventComesLate() {
    String key = "late.jpg";
    byte[] same = Versions.of("late");
    cloud.events().withhold(key);
    // The same bytes twice: only the order of the events tells the versions apart.
    cloud.pipeline().upload(key, same);
    cloud.pipeline().upload(key, same);
    cloud.pipeline().send(cloud.events().event(key, 1));
    String newer = cloud.awaitRow(key, FACES).get("sequencer").s();
    cloud.awaitRow(key, LABELS);
    cloud.pipeline().send(cloud.events().event(key, 0));
    cloud.awaitSeen("the old event's claims", claim(key, LABELS), 2);
    cloud.pipeline().awaitEmptyQueue();
    assertEquals(newer, cloud.awaitRow(key, FACES).get("sequencer").s());
    assertEquals(1, cloud.paid(FACES, same));
    assertEquals(1, cloud.paid(LABELS, same));
  }

  @Test
  void shouldLeaveNoRowWhenTheRemovalComesBeforeItsCreation() {
    String key = "removed-first.jpg";
    cloud.events().withhold(key);
    cloud.upload(key);
    cloud.remove(key);
    cloud.pipeline().send(cloud.events().event(key, 1));
    cloud.pipeline().awaitEmptyQueue();
    cloud.pipeline().send(cloud.events().event(key, 0));
    cloud.awaitApplied("the look at the object that is gone", claim(key, LABELS), 1);
    cloud.pipeline().awaitEmptyQueue();
    assertTrue(cloud.hasNoRow(key));
    assertEquals(0, cloud.pipeline().calls().size());
  }

  @Test
  void shouldLeaveNoRowWhenThePictureIsRemovedBeforeItIsLookedAt() {
    String key = "removed-early.jpg";
    cloud.events().withhold(key);
    cloud.upload(key);
    cloud.remove(key);
    cloud.pipeline().send(cloud.events().event(key, 0));
    cloud.pipeline().awaitEmptyQueue();
    cloud.pipeline().send(cloud.events().event(key, 1));
    cloud.pipeline().awaitEmptyQueue();
    assertTrue(cloud.hasNoRow(key));
    assertEquals(0, cloud.pipeline().calls().size());
  }

  @Test
  void shouldLeaveNoRowWhenThePictureIsRemovedInFlight() {
    String key = "removed-in-flight.jpg";
    cloud.rules().next(1, finish(key, FACES), Intervention.pass().after(held -> removed(key)));
    byte[] picture = cloud.upload(key);
    cloud.awaitSeen("the finish that came too late", finish(key, FACES), 1);
    cloud.pipeline().awaitEmptyQueue();
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
    cloud.pipeline().awaitEmptyQueue();
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
    cloud.remove(key);
    String removal = cloud.events().event(key, 1);
    assertTrue(removal.contains("ObjectRemoved:Delete"));
    cloud.pipeline().send(removal.replace("ObjectRemoved:Delete", "LifecycleExpiration:Delete"));
    PipelineCloud.awaitTrue("no row", () -> cloud.hasNoRow(key));
  }

  @Test
  void shouldKeepTheNewerAnswerWhenThePictureIsOverwrittenInFlight() {
    String key = "overwritten.jpg";
    byte[] newer = Versions.of("newer");
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
    cloud.pipeline().awaitEmptyQueue();
    String sequencer = cloud.awaitRow(key, FACES).get("sequencer").s();
    assertEquals(sequencer, cloud.awaitRow(key, LABELS).get("sequencer").s());
    assertEquals(newer.length, Integer.parseInt(cloud.awaitRow(key, FACES).get("size").n()));
    assertEquals(1, cloud.paid(FACES, newer));
    assertEquals(1, cloud.paid(LABELS, newer));
    assertEquals(1, cloud.paid(FACES, older));
    assertEquals(0, cloud.paid(LABELS, older), "known by then to be old");
  }

  @Test
  void shouldNotLookAtAVersionThatWasReplacedBeforeItWasFetched() {
    String key = "replaced.jpg";
    byte[] newer = Versions.of("replacement");
    cloud
        .rules()
        .next(
            1, fetch(key), Intervention.pass().after(held -> cloud.pipeline().upload(key, newer)));
    byte[] older = cloud.upload(key);
    PipelineCloud.awaitTrue(
        "both calls for the newer version",
        () -> cloud.paid(FACES, newer) == 1 && cloud.paid(LABELS, newer) == 1);
    cloud.pipeline().awaitEmptyQueue();
    assertEquals(0, cloud.paid(FACES, older));
    assertEquals(0, cloud.paid(LABELS, older));
    assertEquals(newer.length, Integer.parseInt(cloud.awaitRow(key, FACES).get("size").n()));
  }

  /** The object is gone, and its removal has been worked off. */
  private static void removed(String key) {
    cloud.remove(key);
    cloud.awaitSeen("the removal", removal(key, LABELS), 1);
    PipelineCloud.awaitTrue(
        "the end of the removal", () -> cloud.pipeline().row(key, FACES).isEmpty());
  }
}
