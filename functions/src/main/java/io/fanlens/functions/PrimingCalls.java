package io.fanlens.functions;

import io.fanlens.analysis.Answer;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.Reference;
import io.fanlens.analysis.operation.References;
import io.fanlens.functions.Priming.Step;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    PrimedTargets targets = new PrimedTargets(settings);
    adapters.quotaTable().ifPresent(table -> steps.addAll(targets.quotas(table)));
    steps.addAll(targets.calls(adapters.calls(), this::bound));
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
        new Answer(
            SampleAnswers.of(operation),
            settings.homeRegion(),
            Duration.ZERO,
            1,
            PrimedTargets.NO_BYTES);
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

  private ImageOperation bound(OperationSettings operation) throws Exception {
    return ImageOperations.of(operation, NO_REFERENCE).in(bucket);
  }
}
