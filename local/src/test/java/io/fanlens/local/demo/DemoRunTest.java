package io.fanlens.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.results.RowKey;
import io.fanlens.operations.results.StoredRow;
import io.fanlens.operations.results.StoredRows;
import io.fanlens.settings.Operation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class DemoRunTest {

  private static final List<DemoPicture> PICTURES =
      List.of(new DemoPicture("a.jpg", Path.of("a")), new DemoPicture("b.jpg", Path.of("b")));

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(null, new PrintStream(err, true, StandardCharsets.UTF_8), false, false, 100);
  private Instant now = Instant.EPOCH;
  private final DemoRun demo = new DemoRun(() -> now, time -> now = now.plus(time), terminal);

  @Test
  void shouldUploadAllAndReturnRowsInOrder() throws InterruptedException {
    Set<String> uploaded = new ConcurrentSkipListSet<>();

    DemoRun.Outcome outcome =
        demo.run(PICTURES, DemoRunTest::faces, (key, file) -> uploaded.add(key), DemoRunTest::all);

    assertEquals(Set.of("a.jpg", "b.jpg"), uploaded);
    assertEquals(List.of("a.jpg", "b.jpg"), outcome.rows().stream().map(StoredRow::key).toList());
    assertEquals(List.of(), outcome.missing());
  }

  @Test
  void shouldPollOnlyForMissingRows() throws InterruptedException {
    Map<Integer, Collection<RowKey>> requests = new HashMap<>();

    demo.run(
        PICTURES,
        DemoRunTest::faces,
        (key, file) -> {},
        wanted -> {
          requests.put(requests.size(), List.copyOf(wanted));
          return all(List.of(wanted.iterator().next()));
        });

    assertEquals(2, requests.get(0).size());
    assertEquals(List.of(new RowKey("b.jpg", "DetectFaces")), requests.get(1));
  }

  @Test
  void shouldWaitOnlyForTheOperationsOfAKey() throws InterruptedException {
    DemoRun.Outcome outcome =
        demo.run(
            PICTURES,
            key -> key.equals("a.jpg") ? List.of(Operation.DETECT_FACES) : List.of(),
            (key, file) -> {},
            DemoRunTest::all);

    assertEquals(List.of("a.jpg"), outcome.rows().stream().map(StoredRow::key).toList());
    assertEquals(List.of(), outcome.missing());
  }

  @Test
  void shouldEndAtTheTimeLimitAndReportMissingRows() throws InterruptedException {
    DemoRun.Outcome outcome =
        demo.run(PICTURES, DemoRunTest::faces, (key, file) -> {}, wanted -> Map.of());

    assertEquals(2, outcome.missing().size());
    Duration over = outcome.took().minus(DemoRun.timeLimit(2));
    assertTrue(!over.isNegative() && over.toSeconds() < 1, over.toString());
  }

  @Test
  void shouldAllowMoreTimeForMorePictures() {
    assertTrue(DemoRun.timeLimit(1_000).compareTo(DemoRun.timeLimit(10)) > 0);
  }

  @Test
  void shouldFailWhenAnUploadFails() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                demo.run(
                    PICTURES,
                    DemoRunTest::faces,
                    (key, file) -> {
                      throw new IllegalArgumentException("no such bucket");
                    },
                    DemoRunTest::all));

    assertTrue(failure.getMessage().contains("no such bucket"), failure.getMessage());
  }

  private static List<Operation> faces(String key) {
    return List.of(Operation.DETECT_FACES);
  }

  private static Map<RowKey, StoredRow> all(Collection<RowKey> wanted) {
    Map<RowKey, StoredRow> rows = new HashMap<>();
    wanted.forEach(key -> rows.put(key, StoredRows.faces(key.id(), 1)));
    return rows;
  }
}
