package io.fanlens.operations.audit;

import io.fanlens.operations.audit.AuditStores.ObjectPage;
import io.fanlens.operations.audit.AuditStores.RowPage;
import io.fanlens.settings.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares a bucket with its table: first every object with its rows, a thousand objects at a time,
 * then every row with its object. Memory stays at one page of each and the 32 MB of {@link
 * SeenKeys}, whatever the size of the bucket. Its fixes lose to any real event.
 */
final class Audit {

  private final AuditStores stores;
  private final Owed owed;
  private final Comparison comparison;
  private final String region;
  private final boolean fix;
  private final AuditListener listener;

  /**
   * Which rows a bucket's objects must have.
   *
   * @param operations that a picture with this key has a row for; may be empty
   * @param rowsRemoved whether rows are removed with their pictures; if not, rows without an object
   *     are fine and are not compared
   */
  record Owed(Function<String, List<Operation>> operations, boolean rowsRemoved) {

    boolean isDone(AuditPosition position) {
      return position.isDone() || (position.listed() && !rowsRemoved);
    }
  }

  /**
   * @param owed the rows to expect
   * @param region for the messages it sends
   * @param fix whether to fix what is found
   */
  Audit(
      AuditStores stores,
      Owed owed,
      Comparison comparison,
      String region,
      boolean fix,
      AuditListener listener) {
    this.stores = stores;
    this.owed = owed;
    this.comparison = comparison;
    this.region = region;
    this.fix = fix;
    this.listener = listener;
  }

  /** Saves positions, so that a later audit can resume from the last one. */
  @FunctionalInterface
  interface PositionStore {
    /** Returns false to stop the audit here. */
    boolean save(AuditPosition position, SeenKeys seen) throws IOException;
  }

  /** Continues from a position to the end or until it is stopped; returns the position reached. */
  AuditPosition run(AuditPosition from, SeenKeys seen, PositionStore store) throws IOException {
    AuditPosition position = from;
    boolean running = true;
    while (running && !owed.isDone(position)) {
      position = position.listed() ? nextRows(position, seen) : nextObjects(position, seen);
      listener.progress(position.counts());
      running = store.save(position, seen);
    }
    return position;
  }

  private AuditPosition nextObjects(AuditPosition position, SeenKeys seen) {
    ObjectPage page = stores.objects(position.start());
    Tally tally = new Tally();
    tally.add(AuditCount.OBJECTS, page.objects().size());
    List<ObjectFacts> pictures = new ArrayList<>();
    for (ObjectFacts object : page.objects()) {
      seen.add(object.key());
      if (object.isFolderMarker()
          || !stores.isDelivered(object.key())
          || owed.operations().apply(object.key()).isEmpty()) {
        tally.add(AuditCount.NOT_OWED, 1);
      } else {
        pictures.add(object);
      }
    }
    // A first, eventually consistent read costs half; only what it does not show as complete is
    // read consistently.
    List<ObjectFacts> incomplete =
        judged(pictures, false).stream()
            .filter(picture -> !picture.isComplete())
            .map(JudgedPicture::object)
            .toList();
    tally.add(AuditCount.COMPLETE, pictures.size() - incomplete.size());
    List<String> messages = new ArrayList<>();
    for (JudgedPicture picture : judged(incomplete, true)) {
      settle(picture, tally, messages);
    }
    if (fix && !messages.isEmpty()) {
      stores.send(messages);
      tally.add(AuditCount.QUEUED, messages.size());
    }
    return position.listedTo(page.last(), tally.counts);
  }

  private List<JudgedPicture> judged(List<ObjectFacts> objects, boolean consistent) {
    if (objects.isEmpty()) {
      return List.of();
    }
    List<RowId> ids =
        objects.stream()
            .flatMap(object -> operations(object).stream().map(each -> id(object, each)))
            .toList();
    Map<RowId, RowFacts> rows = stores.rows(ids, consistent);
    return objects.stream()
        .map(object -> JudgedPicture.of(object, operations(object), rows, comparison))
        .map(picture -> consistent && picture.isStale() ? reread(picture) : picture)
        .toList();
  }

  private List<Operation> operations(ObjectFacts object) {
    return owed.operations().apply(object.key());
  }

  /** It may have been replaced since it was listed, so that its row is newer than the listing. */
  private JudgedPicture reread(JudgedPicture picture) {
    return stores
        .object(picture.object().key())
        .map(now -> JudgedPicture.of(now, operations(now), picture.rows(), comparison))
        .orElseGet(picture::gone);
  }

  private void settle(JudgedPicture picture, Tally tally, List<String> messages) {
    Map<Operation, Comparison.Verdict> wrong = picture.wrong();
    if (wrong.isEmpty()) {
      tally.add(picture.isComplete() ? AuditCount.COMPLETE : AuditCount.IN_PROGRESS, 1);
      return;
    }
    wrong.forEach(
        (operation, verdict) -> {
          tally.add(verdict.count(), 1);
          listener.found(
              new AuditFinding(verdict.count(), picture.object().key(), operation.apiName()));
        });
    messages.add(
        AuditMessage.created(region, stores.bucket(), picture.object(), picture.sequencer()));
  }

  private AuditPosition nextRows(AuditPosition position, SeenKeys seen) {
    int[] open =
        IntStream.range(0, position.segments().size())
            .filter(segment -> !position.segments().get(segment).done())
            .toArray();
    AuditPosition moved = position;
    for (RowPage page : stores.scan(open, position.segments())) {
      Tally tally = new Tally();
      compare(page.rows(), seen, tally);
      moved = moved.scannedTo(page.segment(), page.last(), tally.counts);
    }
    return moved;
  }

  private void compare(List<RowFacts> rows, SeenKeys seen, Tally tally) {
    tally.add(AuditCount.ROWS, rows.size());
    List<RowFacts> unseen = new ArrayList<>();
    for (RowFacts row : rows) {
      if (!row.bucket().orElse(stores.bucket()).equals(stores.bucket())) {
        tally.add(AuditCount.OTHER_BUCKET, 1);
      } else if (!seen.mayContain(row.id().id())) {
        unseen.add(row);
      }
    }
    if (unseen.isEmpty()) {
      return;
    }
    Set<String> keys = unseen.stream().map(row -> row.id().id()).collect(Collectors.toSet());
    Set<String> present = new HashSet<>(stores.present(keys));
    for (RowFacts row : unseen) {
      if (!present.contains(row.id().id()) && comparison.isAbandoned(row)) {
        tally.add(AuditCount.ORPHANS, 1);
        listener.found(new AuditFinding(AuditCount.ORPHANS, row.id().id(), row.id().operation()));
        if (fix && stores.remove(row)) {
          tally.add(AuditCount.REMOVED, 1);
        }
      }
    }
  }

  static RowId id(ObjectFacts object, Operation operation) {
    return new RowId(object.key(), operation.apiName());
  }

  private static final class Tally {
    private final Map<AuditCount, Long> counts = new EnumMap<>(AuditCount.class);

    void add(AuditCount count, long number) {
      counts.merge(count, number, Long::sum);
    }
  }
}
