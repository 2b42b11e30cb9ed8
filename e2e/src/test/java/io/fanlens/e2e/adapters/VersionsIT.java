package io.fanlens.e2e.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.aws.DynamoDbRows;
import io.fanlens.result.Claim;
import io.fanlens.result.ClaimLostException;
import io.fanlens.result.FinishedRows;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A bucket with versions, seen from the table: versions that are in flight, done, and deleted for
 * good, in every order. The embedded S3 has no versions.
 */
class VersionsIT {

  private static final String TABLE = "versions";
  private static final Operation FACES = Operation.DETECT_FACES;
  private static final Duration CLAIM = Duration.ofSeconds(62);
  private static final int RUNS = 400;

  private static DynamoDbEngine engine;
  private static DynamoDbClient client;

  private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private String key;
  private DynamoDbRows rows;

  @BeforeAll
  static void start() {
    engine = new DynamoDbEngine(TABLE, "id", "operation");
    client = engine.client();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @BeforeEach
  void freshKey(TestInfo test) {
    key = test.getDisplayName();
    rows = new DynamoDbRows(client, TABLE, () -> now, FinishedRows.plain());
  }

  @Test
  void shouldKeepANewerClaimWhenTheVersionOfTheRowIsDeleted() {
    finish(version(1, "v1"));
    Claim.Granted newer = claim(version(2, "v2"));
    rows.remove(version(3, "v1"), FACES);
    assertFalse(row().containsKey("status"), "v1 is gone");
    assertTrue(finish(version(2, "v2"), newer));
    assertEquals("v2", row().get("versionId").s());
  }

  @Test
  void shouldLetTheNewerClaimOfADeletedRowBeTakenOverAsItsNextAttempt() {
    finish(version(1, "v1"));
    Claim.Granted newer = claim(version(2, "v2"));
    rows.remove(version(3, "v1"), FACES);
    rows.release(version(2, "v2"), FACES, newer.token(), true);
    assertEquals(2, claim(version(2, "v2")).attempt());
  }

  @Test
  void shouldWriteNoRowOfAVersionThatIsDeletedInFlight() {
    Claim.Granted claim = claim(version(1, "v1"));
    rows.remove(version(2, "v1"), FACES);
    assertFalse(finish(version(1, "v1"), claim));
    assertTrue(row().isEmpty());
  }

  @Test
  void shouldKeepTheRowOfAnEarlierVersionWhenTheOneInFlightIsDeleted() {
    finish(version(1, "v1"));
    Claim.Granted newer = claim(version(2, "v2"));
    rows.remove(version(3, "v2"), FACES);
    assertEquals("v1", row().get("versionId").s());
    assertFalse(row().containsKey("claim"));
    assertTrue(row().containsKey("goneSequencer"), "no new answer");
    assertFalse(finish(version(2, "v2"), newer));
    assertEquals("v1", row().get("versionId").s());
  }

  @Test
  void shouldTouchNothingOfOtherVersions() {
    finish(version(1, "v1"));
    Claim.Granted newer = claim(version(2, "v2"));
    rows.remove(version(3, "v0"), FACES);
    assertEquals("v1", row().get("versionId").s());
    assertTrue(finish(version(2, "v2"), newer));
    rows.remove(version(4, "v1"), FACES);
    assertEquals("v2", row().get("versionId").s());
    rows.remove(version(5, "v2"), FACES);
    assertTrue(row().isEmpty());
  }

  @Test
  void shouldRemoveTheRowAndTheClaimWhenThePictureItselfIsRemoved() {
    finish(version(1, "v1"));
    Claim.Granted newer = claim(version(2, "v2"));
    rows.remove(version(3, "marker").withoutId(), FACES);
    assertTrue(row().isEmpty());
    assertFalse(finish(version(2, "v2"), newer));
  }

  @Test
  void shouldRemoveTheRowUnderANewerClaimWhenTheRemovalComesLate() {
    finish(version(1, "v1"));
    Claim.Granted newer = claim(version(3, "v3"));
    rows.remove(version(2, "marker").withoutId(), FACES);
    assertFalse(row().containsKey("status"), "it was removed");
    assertTrue(finish(version(3, "v3"), newer));
  }

  @Test
  void shouldKnowTheVersionThatIsOlderThanVersioning() {
    finish(version(1, "v1").withoutId());
    Claim.Granted newer = claim(version(2, "v2"));
    rows.remove(version(3, PictureVersion.NULL_ID), FACES);
    assertFalse(row().containsKey("status"), "it had no id when it was uploaded");
    assertTrue(finish(version(2, "v2"), newer));
    rows.remove(version(4, PictureVersion.NULL_ID), FACES);
    assertEquals("v2", row().get("versionId").s());
  }

  @Test
  void shouldDropTheClaimOfAVersionThatIsGoneAfterTheRowOfAnotherOneWent() {
    finish(version(1, "v1"));
    Claim.Granted newer = claim(version(2, "v2"));
    rows.remove(version(3, "v1"), FACES);
    rows.abandon(version(2, "v2"), FACES, newer.token());
    assertTrue(row().isEmpty());
  }

  /** Events come in any order and more than once, and each worker may be held between its steps. */
  @Test
  void shouldEndRightInEveryOrderOfStepsAndEvents() {
    for (int seed = 0; seed < RUNS; seed++) {
      key = "order-" + seed;
      new Story(new Random(seed)).run(seed);
    }
  }

  /** A random history of one key, and a random order in which its events are processed. */
  private final class Story {

    private final Random random;
    private final List<PictureVersion> created = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private Optional<PictureVersion> current = Optional.empty();
    private boolean isUncovered;

    Story(Random random) {
      this.random = random;
    }

    void run(int seed) {
      int changes = 2 + random.nextInt(4);
      for (int sequencer = 1; sequencer <= changes; sequencer++) {
        change(sequencer);
        while (random.nextInt(3) == 0 && !workers.isEmpty()) {
          step();
        }
      }
      while (!workers.isEmpty()) {
        step();
      }
      String id = Optional.ofNullable(row().get("versionId")).map(AttributeValue::s).orElse("");
      String story = "seed " + seed + ": " + history + " left " + row();
      assertFalse(deleted.contains(id), story);
      assertFalse(row().containsKey("claim"), story);
      if (current.isEmpty()) {
        assertEquals("", id, story);
      } else if (!isUncovered) {
        assertEquals(current.get().versionId().orElseThrow(), id, story);
      }
    }

    /** An upload, the removal of the picture, or that of one version for good. */
    private void change(int sequencer) {
      int kind = created.isEmpty() ? 0 : random.nextInt(4);
      if (kind <= 1) {
        PictureVersion version = version(sequencer, "v" + sequencer);
        created.add(version);
        current = Optional.of(version);
        isUncovered = false;
        arrive(new Worker(version, false), "+" + version.versionId().orElseThrow());
      } else if (kind == 2) {
        current = Optional.empty();
        arrive(new Worker(version(sequencer, "m").withoutId(), true), "marker");
      } else {
        PictureVersion gone = created.remove(random.nextInt(created.size()));
        String id = gone.versionId().orElseThrow();
        deleted.add(id);
        if (current.filter(gone::equals).isPresent()) {
          // An older version is there again, of which no event tells: the audit finds it.
          current = created.isEmpty() ? Optional.empty() : Optional.of(created.getLast());
          isUncovered = true;
        }
        arrive(new Worker(version(sequencer, id), true), "-" + id);
      }
    }

    private void arrive(Worker worker, String what) {
      history.add(what);
      workers.add(worker);
      if (random.nextInt(4) == 0) {
        workers.add(new Worker(worker.version, worker.isRemoval));
      }
      Collections.shuffle(workers, random);
    }

    private void step() {
      Worker worker = workers.get(random.nextInt(workers.size()));
      if (worker.step(current)) {
        history.add("done " + worker.version.sequencer().substring(0, 2));
        workers.remove(worker);
      }
    }
  }

  /** The steps of one message, each atomic. */
  private final class Worker {

    private final PictureVersion version;
    private final boolean isRemoval;
    private Claim.Granted granted;
    private boolean isFetched;

    Worker(PictureVersion version, boolean isRemoval) {
      this.version = version;
      this.isRemoval = isRemoval;
    }

    /** Whether it has ended. */
    boolean step(Optional<PictureVersion> current) {
      if (isRemoval) {
        rows.remove(version, FACES);
        return true;
      }
      if (granted == null) {
        return switch (rows.claim(version, FACES, now.plus(CLAIM), now)) {
          case Claim.NotOwed notOwed -> true;
          case Claim.Busy busy -> false;
          case Claim.Granted mine -> {
            granted = mine;
            yield false;
          }
        };
      }
      if (!isFetched) {
        if (current.filter(version::equals).isEmpty()) {
          rows.abandon(version, FACES, granted.token());
          return true;
        }
        isFetched = true;
        return false;
      }
      try {
        boolean unused = finish(version, granted);
        return true;
      } catch (ClaimLostException e) {
        granted = null; // the message is requeued
        isFetched = false;
        return false;
      }
    }
  }

  private Claim.Granted claim(PictureVersion version) {
    return assertInstanceOf(Claim.Granted.class, rows.claim(version, FACES, now.plus(CLAIM), now));
  }

  private void finish(PictureVersion version) {
    assertTrue(finish(version, claim(version)));
  }

  private boolean finish(PictureVersion version, Claim.Granted claim) {
    Map<String, AttributeValue> row =
        new HashMap<>(
            Map.of(
                "id", AttributeValue.fromS(key),
                "operation", AttributeValue.fromS(FACES.apiName()),
                "status", AttributeValue.fromS("SUCCEEDED"),
                "sequencer", AttributeValue.fromS(version.sequencer())));
    version.versionId().ifPresent(id -> row.put("versionId", AttributeValue.fromS(id)));
    return rows.finish(version, FACES, claim.token(), row);
  }

  private PictureVersion version(int sequencer, String id) {
    return new PictureVersion(
        "bucket", key, "%02d".formatted(sequencer), "e" + id, Optional.of(id), 1, now);
  }

  private Map<String, AttributeValue> row() {
    return client
        .getItem(
            request ->
                request
                    .tableName(TABLE)
                    .consistentRead(true)
                    .key(
                        Map.of(
                            "id", AttributeValue.fromS(key),
                            "operation", AttributeValue.fromS(FACES.apiName()))))
        .item();
  }
}
