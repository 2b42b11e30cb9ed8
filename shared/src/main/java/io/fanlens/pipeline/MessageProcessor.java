package io.fanlens.pipeline;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.quota.Sleeper;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.Rows;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes one message: each record, each operation configured for its key. The message may be
 * acknowledged when all of them are settled; otherwise it is requeued, and what is finished by then
 * is not done again. The operations of a picture run one after the other, so that it is fetched and
 * prepared once; ten messages at a time are enough parallel work.
 */
public final class MessageProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(MessageProcessor.class);

  private final Settings settings;
  private final Map<Operation, ImageOperation> operations = new EnumMap<>(Operation.class);
  private final Pictures pictures;
  private final Rows rows;
  private final MessageQueue queue;
  private final PictureWork work;
  private final PicturePreparer preparer;
  private final HeldBytes heldBytes = HeldBytes.DEFAULTS;
  private final RequeueDelay requeueDelay;
  private final InstantSource clock;
  private final PictureEvents events;

  public MessageProcessor(
      Settings settings,
      Pictures pictures,
      ReferenceSource references,
      Rows rows,
      Analyzer analyzer,
      MessageQueue queue,
      InstantSource clock,
      RandomGenerator random,
      PictureEvents events) {
    this(
        settings, pictures, references, rows, analyzer, queue, clock, random, Sleeper.REAL, events);
  }

  MessageProcessor(
      Settings settings,
      Pictures pictures,
      ReferenceSource references,
      Rows rows,
      Analyzer analyzer,
      MessageQueue queue,
      InstantSource clock,
      RandomGenerator random,
      Sleeper sleeper,
      PictureEvents events) {
    this.settings = settings;
    this.pictures = new TimedPictures(pictures, events, clock);
    this.rows = rows;
    this.queue = queue;
    this.work = new PictureWork(settings, rows, analyzer, queue, clock, sleeper, events);
    this.clock = clock;
    this.events = events;
    this.preparer = new PicturePreparer(settings.maxPixels());
    this.requeueDelay = new RequeueDelay(settings.timings().requeue(), random);
    References prepared = new ReferencePictures(references, preparer, clock);
    for (OperationSettings configured : settings.operations()) {
      operations.put(configured.operation(), ImageOperations.of(configured, prepared));
    }
  }

  /**
   * Processes the message.
   *
   * @param deadline when the function must have answered
   * @return whether it may be acknowledged
   */
  public boolean process(QueueMessage message, Instant deadline) {
    List<PictureEvent> events;
    try {
      events = EventReader.read(message.body());
    } catch (UnreadableMessageException e) {
      return unreadable(message, e);
    }
    List<Outcome> unsettled = new ArrayList<>();
    for (PictureEvent event : events) {
      switch (event) {
        case PictureEvent.Created created -> unsettled.addAll(analyze(created, message, deadline));
        case PictureEvent.Removed removed -> unsettled.addAll(remove(removed));
      }
    }
    if (unsettled.isEmpty()) {
      return true;
    }
    queue.requeue(message, delay(message, unsettled));
    return false;
  }

  private List<Outcome> analyze(
      PictureEvent.Created event, QueueMessage message, Instant deadline) {
    PictureVersion version = event.version();
    List<OperationSettings> configured = settings.operationsOf(version.key());
    if (version.isFolderMarker() || configured.isEmpty()) {
      return List.of();
    }
    List<Outcome> unsettled = new ArrayList<>();
    try (Upload upload = new Upload(pictures, version, preparer, heldBytes, events, clock)) {
      for (OperationSettings each : configured) {
        ImageOperation operation = operations.get(each.operation());
        Instant start = clock.instant();
        Outcome outcome = work.process(version, each, operation, upload, message, deadline);
        events.ended(each.operation(), outcome);
        log(version, each.operation(), outcome, start);
        if (!outcome.settled()) {
          unsettled.add(outcome);
        }
      }
    }
    return unsettled;
  }

  /** Keys stay out of the log: they may hold names of people. */
  private void log(PictureVersion version, Operation operation, Outcome outcome, Instant start) {
    LOG.atInfo()
        .addKeyValue("operation", operation.apiName())
        .addKeyValue("picture", version.loggedAs())
        .addKeyValue("outcome", outcome.getClass().getSimpleName())
        .addKeyValue("code", outcome.code())
        .addKeyValue("millis", Duration.between(start, clock.instant()).toMillis())
        .log(outcome.toString());
  }

  /**
   * Removes the rows of all operations, since the configuration may have changed since the picture
   * was processed. Deleting a missing row costs one write unit.
   */
  private List<Outcome> remove(PictureEvent.Removed event) {
    if (!settings.results().removeWithPicture()) {
      return List.of();
    }
    for (Operation operation : Operation.values()) {
      try {
        rows.remove(event.version(), operation);
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("operation", operation.apiName())
            .addKeyValue("picture", event.version().loggedAs())
            .setCause(e)
            .log("the row of a removed picture could not be removed");
        // The table is likely unavailable for the others too, and the message is requeued.
        return List.of(new Outcome.Failed("TABLE_UNAVAILABLE", String.valueOf(e.getMessage())));
      }
    }
    return List.of();
  }

  /** Such a message never waits for capacity, so each receive is a real attempt. */
  private boolean unreadable(QueueMessage message, UnreadableMessageException e) {
    LOG.warn("message {} (receive {}): {}", message.id(), message.receives(), e.getMessage());
    if (message.receives() < settings.maxAttempts()) {
      queue.requeue(message, requeueDelay.delay(message.receives()));
      return false;
    }
    queue.deadLetter(message, "UNREADABLE_MESSAGE", e.getMessage());
    return true;
  }

  private Duration delay(QueueMessage message, List<Outcome> unsettled) {
    Duration delay = requeueDelay.delay(message.receives());
    for (Outcome outcome : unsettled) {
      if (outcome instanceof Outcome.Later later && later.notBefore().compareTo(delay) > 0) {
        delay = later.notBefore();
      }
    }
    return delay;
  }
}
