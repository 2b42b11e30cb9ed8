package io.fanlens.operations.audit;

import static io.fanlens.settings.Operation.DETECT_FACES;
import static io.fanlens.settings.Operation.DETECT_LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.pipeline.EventReader;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Comparison QUIET =
      new Comparison(NOW, NOW.minus(Duration.ofMinutes(10)), true);

  /** Enough for the 100,000 keys of a test. */
  private static final int WORDS = 1 << 16;

  private static final String RANK = "05" + "0".repeat(30);

  private final FakeStores stores = new FakeStores();
  private Audit.Owed owed = new Audit.Owed(key -> List.of(DETECT_FACES, DETECT_LABELS), true);
  private final List<AuditFinding> found = new ArrayList<>();
  private final SeenKeys seen = new SeenKeys(new Random(1), WORDS);

  @Test
  void shouldReportAndQueueObjectsWithoutRows() throws Exception {
    object("whole.jpg", "e1");
    row("whole.jpg", DETECT_FACES, "e1");
    row("whole.jpg", DETECT_LABELS, "e1");
    object("half.jpg", "e2");
    row("half.jpg", DETECT_FACES, "e2");
    object("bare.jpg", "e3");

    AuditPosition end = audit(true);

    assertEquals(
        List.of(
            new AuditFinding(AuditCount.MISSING, "bare.jpg", "DetectFaces"),
            new AuditFinding(AuditCount.MISSING, "bare.jpg", "DetectLabels"),
            new AuditFinding(AuditCount.MISSING, "half.jpg", "DetectLabels")),
        found);
    assertEquals(List.of("bare.jpg", "half.jpg"), sent().stream().map(v -> v.key()).toList());
    assertTrue(sent().stream().allMatch(v -> v.sequencer().equals(Sequencers.LOWEST)));
    assertEquals(1, end.counts().get(AuditCount.COMPLETE));
    assertEquals(2, end.counts().get(AuditCount.QUEUED));
  }

  @Test
  void shouldOnlyReportWithoutFix() throws Exception {
    object("bare.jpg", "e");
    orphan("gone.jpg");
    audit(false);
    assertEquals(3, found.size());
    assertEquals(List.of(), stores.sent);
    assertEquals(1, stores.rows.size());
  }

  @Test
  void shouldUseASequencerJustAboveAStaleRows() throws Exception {
    object("stale.jpg", "new");
    row("stale.jpg", DETECT_FACES, "old");
    row("stale.jpg", DETECT_LABELS, "new");
    audit(true);
    assertEquals(List.of(new AuditFinding(AuditCount.STALE, "stale.jpg", "DetectFaces")), found);
    assertEquals(Sequencers.justAfter(RANK), sent().getFirst().sequencer());
    assertEquals("new", sent().getFirst().eTag());
  }

  @Test
  void shouldNotMistakeAnUploadDuringTheAuditForAStaleRow() throws Exception {
    object("a.jpg", "listed");
    row("a.jpg", DETECT_FACES, "newer");
    row("a.jpg", DETECT_LABELS, "newer");
    stores.betweenReads = () -> object("a.jpg", "newer");
    AuditPosition end = audit(true);
    assertEquals(List.of(), found);
    assertEquals(1, end.counts().get(AuditCount.COMPLETE));
  }

  @Test
  void shouldNotReportARowThatWasWrittenDuringTheAudit() throws Exception {
    object("a.jpg", "e");
    stores.betweenReads =
        () -> {
          row("a.jpg", DETECT_FACES, "e");
          row("a.jpg", DETECT_LABELS, "e");
        };
    audit(true);
    assertEquals(List.of(), found);
  }

  @Test
  void shouldNotJudgeWhatMayStillBeQueued() throws Exception {
    stores.objects.put("young.jpg", new ObjectFacts("young.jpg", "e", 1, NOW.minusSeconds(60)));
    AuditPosition end = audit(true);
    assertEquals(List.of(), found);
    assertEquals(1, end.counts().get(AuditCount.IN_PROGRESS));
  }

  @Test
  void shouldExpectNoRowsForFolderMarkersAndFilteredKeys() throws Exception {
    stores.deliveredSuffix = ".jpg";
    object("notes.txt", "e");
    stores.objects.put("folder/", new ObjectFacts("folder/", "e", 0, NOW.minusSeconds(3_600)));
    AuditPosition end = audit(true);
    assertEquals(List.of(), found);
    assertEquals(2, end.counts().get(AuditCount.NOT_OWED));
  }

  @Test
  void shouldExpectOnlyTheRowsOfAKeysOperations() throws Exception {
    owed =
        new Audit.Owed(
            key ->
                key.startsWith("badges/")
                    ? List.of(DETECT_FACES)
                    : key.startsWith("old/") ? List.of() : List.of(DETECT_LABELS),
            true);
    object("badges/a.jpg", "e");
    object("old/a.jpg", "e");
    object("z.jpg", "e");
    row("z.jpg", DETECT_LABELS, "e");
    AuditPosition end = audit(true);
    assertEquals(
        List.of(new AuditFinding(AuditCount.MISSING, "badges/a.jpg", "DetectFaces")), found);
    assertEquals(1, end.counts().get(AuditCount.NOT_OWED));
    assertEquals(1, end.counts().get(AuditCount.COMPLETE));
  }

  @Test
  void shouldKeepRowsOfRemovedOperationsUntilTheirObjectIsGone() throws Exception {
    owed = new Audit.Owed(key -> List.of(DETECT_FACES), true);
    object("a.jpg", "e");
    row("a.jpg", DETECT_FACES, "e");
    row("a.jpg", DETECT_LABELS, "of an earlier version");
    row("gone.jpg", DETECT_LABELS, "e");
    audit(true);
    assertEquals(List.of(new AuditFinding(AuditCount.ORPHANS, "gone.jpg", "DetectLabels")), found);
    assertTrue(stores.rows.containsKey(new RowId("a.jpg", "DetectLabels")));
  }

  @Test
  void shouldKeepRowsWithoutAnObjectWhereRowsAreNotRemovedWithPictures() throws Exception {
    owed = new Audit.Owed(key -> List.of(DETECT_FACES), false);
    orphan("gone.jpg");
    object("bare.jpg", "e");
    AuditPosition end = audit(true);
    assertEquals(List.of(new AuditFinding(AuditCount.MISSING, "bare.jpg", "DetectFaces")), found);
    assertEquals(0, end.counts().get(AuditCount.ROWS), "rows are not even read");
    assertTrue(stores.rows.containsKey(new RowId("gone.jpg", "DetectFaces")));
  }

  @Test
  void shouldRemoveRowsWithoutAnObject() throws Exception {
    orphan("gone.jpg");
    object("there.jpg", "e");
    row("there.jpg", DETECT_FACES, "e");
    row("there.jpg", DETECT_LABELS, "e");
    AuditPosition end = audit(true);
    assertEquals(List.of(new AuditFinding(AuditCount.ORPHANS, "gone.jpg", "DetectFaces")), found);
    assertEquals(1, end.counts().get(AuditCount.REMOVED));
    assertEquals(2, stores.rows.size());
    assertEquals(
        List.of("gone.jpg"), stores.headRequests, "listed objects are not requested for again");
  }

  @Test
  void shouldKeepTheRowOfAnObjectThatWasUploadedAfterItsPlaceInTheListing() throws Exception {
    object("z.jpg", "e");
    row("a.jpg", DETECT_FACES, "e");
    stores.betweenReads = () -> object("a.jpg", "e");
    audit(true);
    assertTrue(stores.rows.containsKey(new RowId("a.jpg", "DetectFaces")));
  }

  @Test
  void shouldIgnoreRowsOfAnotherBucket() throws Exception {
    RowId id = new RowId("elsewhere.jpg", "DetectFaces");
    stores.rows.put(
        id, new RowFacts(id, Optional.of(RANK), "e", Optional.of("other"), Optional.empty()));
    AuditPosition end = audit(true);
    assertEquals(1, end.counts().get(AuditCount.OTHER_BUCKET));
    assertTrue(stores.rows.containsKey(id));
  }

  @Test
  void shouldResumeWhereItWasStopped(@TempDir Path folder) throws Exception {
    for (int i = 0; i < 20; i++) {
      object("picture-%02d.jpg".formatted(i), "e");
      orphan("gone-%02d.jpg".formatted(i));
    }
    AuditFile file = new AuditFile(folder, "Fanlens", WORDS);
    AuditPosition position = AuditPosition.start(FakeStores.BUCKET, "table");
    file.save(new AuditFile.Saved(position, seen));
    int runs = 0;
    while (!position.isDone()) {
      AuditFile.Saved saved = file.read().orElseThrow();
      position =
          audit()
              .run(
                  saved.position(),
                  saved.keys(),
                  (at, keys) -> {
                    file.save(new AuditFile.Saved(at, keys));
                    return false; // killed after each step
                  });
      runs++;
    }
    assertTrue(runs >= 9, "runs: " + runs); // seven pages of objects, and of rows in each segment
    assertEquals(20, position.counts().get(AuditCount.OBJECTS));
    assertEquals(20, position.counts().get(AuditCount.REMOVED));
    assertEquals(20, new TreeSet<>(sent().stream().map(v -> v.key()).toList()).size());
    assertEquals(20, sent().size());
    assertTrue(stores.headRequests.stream().allMatch(key -> key.startsWith("gone-")));
  }

  @Test
  void shouldHoldOnlyOnePageOfObjects() throws Exception {
    stores.objectsPerPage = 1_000;
    for (int i = 0; i < 100_000; i++) {
      object("picture-" + i, "e");
    }
    AuditPosition end = audit(false);
    assertEquals(100_000, end.counts().get(AuditCount.OBJECTS));
    assertEquals(200_000, end.counts().get(AuditCount.MISSING));
    assertEquals(2_000, stores.largestRead);
    assertEquals(100, stores.pages);
    assertTrue(end.isDone());
  }

  private Audit audit() {
    return new Audit(stores, owed, QUIET, "us-east-1", true, new Listener());
  }

  private AuditPosition audit(boolean fix) throws IOException {
    AuditPosition end =
        new Audit(stores, owed, QUIET, "us-east-1", fix, new Listener())
            .run(AuditPosition.start(FakeStores.BUCKET, "table"), seen, (position, keys) -> true);
    assertTrue(owed.isDone(end));
    assertFalse(seen.mayContain("never listed"));
    return end;
  }

  private final class Listener implements AuditListener {
    @Override
    public void found(AuditFinding finding) {
      if (found.size() < 1_000) {
        found.add(finding);
      }
    }

    @Override
    public void progress(Map<AuditCount, Long> counts) {}
  }

  private List<PictureVersion> sent() throws Exception {
    List<PictureVersion> versions = new ArrayList<>();
    for (String body : stores.sent) {
      versions.add(EventReader.read(body).getFirst().version());
    }
    return versions;
  }

  private void object(String key, String eTag) {
    stores.objects.put(key, new ObjectFacts(key, eTag, 1, NOW.minus(Duration.ofHours(1))));
  }

  private void orphan(String key) {
    row(key, DETECT_FACES, "e");
  }

  private void row(String key, Operation operation, String eTag) {
    RowId id = new RowId(key, operation.apiName());
    stores.rows.put(
        id,
        new RowFacts(
            id, Optional.of(RANK), eTag, Optional.of(FakeStores.BUCKET), Optional.empty()));
  }
}
