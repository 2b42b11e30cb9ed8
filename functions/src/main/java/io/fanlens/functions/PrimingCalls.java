package io.fanlens.functions;

import io.fanlens.analysis.Answer;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.Reference;
import io.fanlens.analysis.operation.References;
import io.fanlens.functions.Priming.Step;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Uses every client once, over TLS. The calls change nothing, need no permissions beyond the
 * function's own, and none is billed as a picture: they request a picture that never existed, write
 * under conditions that cannot hold, and send Amazon Rekognition a picture of no bytes, which it
 * rejects. An AccessDenied would prime as well, but would set off alarms that accounts have on
 * denied calls.
 */
final class PrimingCalls {

  /** Key of a picture that never existed, with a sequencer older than any real one. */
  static final String KEY = ".fanlens/primed";

  private static final String SEQUENCER = "0";

  /** No claim's token, since those are UUIDs. */
  private static final String TOKEN = "priming";

  /** Not a time of any target: those count from 1970. */
  private static final long NEVER = -1;

  private static final PreparedPicture NO_BYTES =
      new PreparedPicture(
          new byte[0], PictureFormat.JPEG, 0, 0, Optional.empty(), Optional.empty());

  private static final References NO_REFERENCE =
      (bucket, key, limits) -> new Reference(key, "", new byte[0]);

  private final Settings settings;
  private final Adapters adapters;
  private final String bucket;

  /**
   * @param bucket of the pictures; empty when unknown
   */
  PrimingCalls(Settings settings, Adapters adapters, String bucket) {
    this.settings = settings;
    this.adapters = adapters;
    this.bucket = bucket;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    if (!bucket.isEmpty()) {
      steps.add(new Step("S3", this::readPicture));
    }
    steps.add(new Step("SQS", this::readQueueAttributes));
    for (OperationSettings operation : settings.operations()) {
      steps.add(
          new Step("the row of " + operation.operation().apiName(), () -> writeNoRow(operation)));
    }
    adapters
        .quotaTable()
        .ifPresent(
            table ->
                settings
                    .operations()
                    .forEach(
                        each ->
                            steps.add(
                                new Step(
                                    "the quota of " + each.operation().apiName(),
                                    () -> useQuotaTable(table, each)))));
    Set<Target> seen = new HashSet<>();
    for (OperationSettings operation : settings.operations()) {
      boolean first = true;
      for (TargetSettings target : operation.targets()) {
        // Each target once, for its connection; each operation once, for its request.
        if (seen.add(target.target()) || first) {
          steps.add(
              new Step(
                  "%s at %s".formatted(operation.operation().apiName(), target.target().key()),
                  () -> callTarget(operation, target.target())));
        }
        first = false;
      }
    }
    return steps;
  }

  private PictureVersion version() {
    return new PictureVersion(bucket, KEY, SEQUENCER, "none", Optional.empty(), 1, Instant.EPOCH);
  }

  private boolean readPicture() throws Exception {
    try {
      adapters.pictures().head(version());
      return true;
    } catch (PictureGoneException e) {
      return adapters.pictures().isCurrent(version(), settings.timings().confirm());
    }
  }

  private Object readQueueAttributes() {
    return adapters
        .clients()
        .sqs()
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(settings.queueUrl())
                    .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT));
  }

  /** Writes a full row without a claim, and removes a row older than any: neither applies. */
  private boolean writeNoRow(OperationSettings configured) throws Exception {
    Operation operation = configured.operation();
    Answer answer =
        new Answer(SampleAnswers.of(operation), settings.homeRegion(), Duration.ZERO, 1, NO_BYTES);
    adapters.rows().remove(version(), operation);
    adapters.rows().release(version(), operation, TOKEN, false);
    return adapters
        .rows()
        .finish(
            version(),
            operation,
            TOKEN,
            ResultRow.succeeded(version(), bound(configured), answer, 1, Instant.now()));
  }

  private Object useQuotaTable(QuotaTable table, OperationSettings operation) throws Exception {
    String group = QuotaPool.of(operation).groups().getFirst().key();
    table.read(group);
    return table.apply(
        group, operation.targets().getFirst().target(), new QuotaStep.Repair(NEVER, NEVER));
  }

  private Object callTarget(OperationSettings operation, Target target) throws Exception {
    try {
      return adapters.calls().send(bound(operation), NO_BYTES, target);
    } catch (CallFailedException e) {
      if (e.getCause() instanceof AwsServiceException) {
        return e; // any error will do, the service was reached
      }
      throw e;
    }
  }

  private ImageOperation bound(OperationSettings operation) throws Exception {
    return ImageOperations.of(operation, NO_REFERENCE).in(bucket);
  }
}
