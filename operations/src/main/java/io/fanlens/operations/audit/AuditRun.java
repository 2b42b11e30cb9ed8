package io.fanlens.operations.audit;

import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.operations.status.StatusReader;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Timings;
import io.fanlens.status.QueueDepth;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** One audit run on a deployment: to the end, or up to the limit. */
public final class AuditRun {

  /** S3 delivers most events within seconds, and a picture is analyzed within a minute. */
  private static final Duration USUAL_AGE = Duration.ofMinutes(10);

  private static final Duration BETWEEN_SAVES = Duration.ofSeconds(5);

  private final Deployment deployment;
  private final Path folder;
  private final InstantSource clock;

  /**
   * Prepares a run.
   *
   * @param folder where the position is saved
   */
  public AuditRun(Deployment deployment, Path folder, InstantSource clock) {
    this.deployment = deployment;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Options of a run.
   *
   * @param fix fix what is found
   * @param resume continue where the last run stopped
   * @param limit stop after this many objects, or rows; 0 for no limit
   * @param minAge objects younger than this count as in progress; empty to derive it from the queue
   */
  public record Options(boolean fix, boolean resume, long limit, Optional<Duration> minAge) {}

  /**
   * The outcome.
   *
   * @param counts of all runs since the audit began
   * @param complete false when {@code --resume} has more to do
   * @param queued messages in the queue at the start; objects among them are not judged
   * @param rowsCompared false where rows are kept when their pictures are removed
   * @param readUnits consumed by this run
   */
  public record Result(
      Map<AuditCount, Long> counts,
      boolean complete,
      long queued,
      long deadLetters,
      boolean rowsCompared,
      double readUnits) {

    public long count(AuditCount count) {
      return counts.getOrDefault(count, 0L);
    }
  }

  /** Compares, and fixes if requested. */
  public Result run(Options options, AuditListener listener) throws IOException {
    AuditFile file = new AuditFile(folder, deployment.stack());
    AuditFile.Saved start = start(file, options);
    Settings settings = deployment.settings();
    Audit.Owed owed =
        new Audit.Owed(
            key -> settings.operationsOf(key).stream().map(OperationSettings::operation).toList(),
            settings.results().removeWithPicture());
    StatusReader reader = new StatusReader(deployment, clock);
    QueueDepth depth = reader.depth();
    AwsAuditStores stores = new AwsAuditStores(deployment);
    Comparison comparison =
        new Comparison(clock.instant(), judgedBefore(options, depth, reader), depth.queued() == 0);
    Audit audit = new Audit(stores, owed, comparison, deployment.region(), options.fix(), listener);
    Saver saver = new Saver(file, options.limit(), start.position());
    AuditPosition end = audit.run(start.position(), start.keys(), saver);
    if (owed.isDone(end)) {
      file.delete();
    } else {
      file.save(new AuditFile.Saved(end, start.keys()));
    }
    return new Result(
        end.counts(),
        owed.isDone(end),
        depth.queued(),
        depth.deadLetters(),
        owed.rowsRemoved(),
        stores.readUnits());
  }

  private AuditFile.Saved start(AuditFile file, Options options) throws IOException {
    if (!options.resume()) {
      return new AuditFile.Saved(
          AuditPosition.start(deployment.bucket(), deployment.table()),
          new SeenKeys(new SecureRandom()));
    }
    AuditFile.Saved saved =
        file.read()
            .orElseThrow(
                () ->
                    new OperationsException(
                        "there is no audit of stack %s to resume; start one without --resume"
                            .formatted(deployment.stack())));
    if (!saved.position().bucket().equals(deployment.bucket())
        || !saved.position().table().equals(deployment.table())) {
      throw new OperationsException(
          "the saved audit is of bucket %s; start a new one without --resume"
              .formatted(saved.position().bucket()));
    }
    return saved;
  }

  private Instant judgedBefore(Options options, QueueDepth depth, StatusReader reader) {
    Instant now = clock.instant();
    if (options.minAge().isPresent()) {
      return now.minus(options.minAge().get());
    }
    Duration waiting =
        depth.queued() == 0 ? Duration.ZERO : reader.longestWait().orElse(Timings.QUEUE_RETENTION);
    return now.minus(waiting).minus(USUAL_AGE);
  }

  /** Saves every few seconds, and stops at the limit. */
  private final class Saver implements Audit.PositionStore {
    private final AuditFile file;
    private final long limit;
    private final AuditPosition from;
    private Instant saved = clock.instant();

    Saver(AuditFile file, long limit, AuditPosition from) {
      this.file = file;
      this.limit = limit;
      this.from = from;
    }

    @Override
    public boolean save(AuditPosition position, SeenKeys seen) throws IOException {
      if (Duration.between(saved, clock.instant()).compareTo(BETWEEN_SAVES) >= 0) {
        file.save(new AuditFile.Saved(position, seen));
        saved = clock.instant();
      }
      boolean within =
          more(position, AuditCount.OBJECTS) < limit && more(position, AuditCount.ROWS) < limit;
      return limit == 0 || within;
    }

    private long more(AuditPosition position, AuditCount count) {
      return position.counts().get(count) - from.counts().get(count);
    }
  }
}
