package io.fanlens.local.demo;

import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.results.RowKey;
import io.fanlens.operations.results.StoredRow;
import io.fanlens.quota.Sleeper;
import io.fanlens.settings.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Uploads pictures and waits for their rows, with a generous limit: 108 s for 6 pictures, 51
 * minutes for 1,000.
 */
public final class DemoRun {

  private static final Duration MIN_TIME = Duration.ofSeconds(90);
  private static final Duration PER_ROW = Duration.ofSeconds(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
  private static final int CONCURRENT_UPLOADS = 8;

  /**
   * The outcome of a run.
   *
   * @param rows finished rows in the order of the pictures and operations
   * @param missing rows that did not appear in time
   * @param took time from the first upload to the last row
   */
  record Outcome(List<StoredRow> rows, List<RowKey> missing, Duration took) {}

  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Terminal terminal;

  private final DemoLive live;

  DemoRun(InstantSource clock, Sleeper sleeper, Terminal terminal) {
    this(clock, sleeper, terminal, DemoLive.none(terminal));
  }

  /**
   * A run.
   *
   * @param live what to show under the progress
   */
  DemoRun(InstantSource clock, Sleeper sleeper, Terminal terminal, DemoLive live) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.terminal = terminal;
    this.live = live;
  }

  static Duration timeLimit(int rows) {
    return MIN_TIME.plus(PER_ROW.multipliedBy(rows));
  }

  Outcome run(
      List<DemoPicture> pictures,
      Function<String, List<Operation>> operations,
      BiConsumer<String, Path> upload,
      Function<Collection<RowKey>, Map<RowKey, StoredRow>> finished)
      throws InterruptedException {
    SequencedMap<RowKey, StoredRow> rows = new LinkedHashMap<>();
    for (DemoPicture picture : pictures) {
      for (Operation operation : operations.apply(picture.key())) {
        rows.put(new RowKey(picture.key(), operation.apiName()), null);
      }
    }
    Instant start = clock.instant();
    upload(pictures, upload);
    await(rows, start.plus(timeLimit(rows.size())), finished);
    return new Outcome(
        rows.values().stream().filter(row -> row != null).toList(),
        missing(rows),
        Duration.between(start, clock.instant()));
  }

  private void upload(List<DemoPicture> pictures, BiConsumer<String, Path> upload)
      throws InterruptedException {
    Progress progress = new Progress(terminal, "Uploading", pictures.size(), clock, live::columns);
    try (ExecutorService threads = Executors.newFixedThreadPool(CONCURRENT_UPLOADS)) {
      List<Future<?>> uploads = new ArrayList<>();
      for (DemoPicture picture : pictures) {
        uploads.add(threads.submit(() -> upload.accept(picture.key(), picture.file())));
      }
      int done = 0;
      for (Future<?> one : uploads) {
        one.get();
        progress.at(++done);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("an upload failed: " + e.getCause().getMessage(), e);
    } finally {
      progress.end();
    }
  }

  private void await(
      SequencedMap<RowKey, StoredRow> rows,
      Instant limit,
      Function<Collection<RowKey>, Map<RowKey, StoredRow>> finished)
      throws InterruptedException {
    Progress progress =
        new Progress(terminal, "Analyzing pictures", rows.size(), clock, live::columns);
    List<RowKey> missing = missing(rows);
    while (!missing.isEmpty() && clock.instant().isBefore(limit)) {
      rows.putAll(finished.apply(missing));
      missing = missing(rows);
      progress.at(rows.size() - missing.size(), live.lines());
      if (!missing.isEmpty()) {
        sleeper.sleep(POLL_INTERVAL);
      }
    }
    progress.end();
  }

  private static List<RowKey> missing(Map<RowKey, StoredRow> rows) {
    return rows.entrySet().stream()
        .filter(row -> row.getValue() == null)
        .map(Map.Entry::getKey)
        .toList();
  }
}
