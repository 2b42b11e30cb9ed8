package io.fanlens.operations.audit;

import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.operations.status.StatusReader;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** One run of an audit of a deployment: to the end, or as far as it was told to go. */
public final class AuditRun {

  /** S3 tells of most objects within seconds, and a picture is looked at within a minute. */
  private static final Duration USUAL_AGE = Duration.ofMinutes(10);

  /** The queue keeps a message no longer. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(7);

  private static final Duration BETWEEN_SAVES = Duration.ofSeconds(5);

  private final Deployment deployment;
  private final Path folder;
  private final InstantSource clock;

  /**
   * Prepares a run.
   *
   * @param folder where the position is kept
   */
  public AuditRun(Deployment deployment, Path folder, InstantSource clock) {
    this.deployment = deployment;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * What is wished.
   *
   * @param fix mend what is found
   * @param resume go on where the last run stopped
   * @param limit look at so many objects, and then at so many rows, in this run; 0 is no limit
   * @param minAge objects younger than this are in work; empty to go by the queue
   */
  public record Wish(boolean fix, boolean resume, long limit, Optional<Duration> minAge) {}

  /**
   * What came of it.
   *
   * @param counts of all runs since the beginning
   * @param complete false when there is more to do with {@code --resume}
   * @param queued messages that waited when it began: what waits is not judged
   * @param rowsCompared false where rows outlive their pictures, and so are not looked at
   * @param readUnits what reading the table cost in this run
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

  /** Looks, and mends if wished. */
  public Result run(Wish wish, AuditListener listener) throws IOException {
    AuditFile file = new AuditFile(folder, deployment.stack());
    AuditFile.Saved start = start(file, wish);
    Settings settings = deployment.settings();
    Audit.Owed owed =
        new Audit.Owed(
            key -> settings.operationsOf(key).stream().map(OperationSettings::operation).toList(),
            settings.results().removeWithPicture());
    StatusReader reader = new StatusReader(deployment, clock);
    StatusReader.Depth depth = reader.depth();
    AwsAuditStores stores = new AwsAuditStores(deployment);
    Comparison comparison =
        new Comparison(clock.instant(), judgedBefore(wish, depth, reader), depth.queued() == 0);
    Audit audit = new Audit(stores, owed, comparison, deployment.region(), wish.fix(), listener);
    Saver saver = new Saver(file, wish.limit(), start.position());
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
        owed.rowsGo(),
        stores.readUnits());
  }

  private AuditFile.Saved start(AuditFile file, Wish wish) throws IOException {
    if (!wish.resume()) {
      return new AuditFile.Saved(
          AuditPosition.start(deployment.bucket(), deployment.table()),
          new SeenKeys(new SecureRandom()));
    }
    AuditFile.Saved saved =
        file.read()
            .orElseThrow(
                () ->
                    new OperationsException(
                        "there is no audit of stack %s to go on with; start one without --resume"
                            .formatted(deployment.stack())));
    if (!saved.position().bucket().equals(deployment.bucket())
        || !saved.position().table().equals(deployment.table())) {
      throw new OperationsException(
          "the audit to go on with was of bucket %s; start anew, without --resume"
              .formatted(saved.position().bucket()));
    }
    return saved;
  }

  private Instant judgedBefore(Wish wish, StatusReader.Depth depth, StatusReader reader) {
    Instant now = clock.instant();
    if (wish.minAge().isPresent()) {
      return now.minus(wish.minAge().get());
    }
    Duration waiting = depth.queued() == 0 ? Duration.ZERO : reader.oldest().orElse(LONGEST_WAIT);
    return now.minus(waiting).minus(USUAL_AGE);
  }

  /** Saves every few seconds, and stops at the limit. */
  private final class Saver implements Audit.Keeper {
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
    public boolean keep(AuditPosition position, SeenKeys seen) throws IOException {
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
