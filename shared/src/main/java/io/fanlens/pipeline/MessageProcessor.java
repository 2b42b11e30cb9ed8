package io.fanlens.pipeline;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.pipeline.queue.BatchOrder;
import io.fanlens.pipeline.queue.MessageQueue;
import io.fanlens.pipeline.queue.QueueMessage;
import io.fanlens.pipeline.queue.RequeueDelay;
import io.fanlens.pipeline.queue.Requeues;
import io.fanlens.quota.Sleeper;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.Rows;
import io.fanlens.result.WriteInterruptedException;
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
  private final DeadLetters deadLetters;
  private final Requeues requeues;
  private final PicturePreparer preparer;
  private final HeldBytes heldBytes = HeldBytes.DEFAULTS;
  private final RequeueDelay requeueDelay;
  private final InstantSource clock;
  private final Sleeper sleeper;
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
    PaidRows paidRows = new PaidRows(rows, settings.timings().store(), clock, sleeper, events);
    this.work = new PictureWork(settings, rows, paidRows, analyzer);
    this.deadLetters = new DeadLetters(queue, rows, paidRows);
    this.clock = clock;
    this.sleeper = sleeper;
    this.events = events;
    this.preparer = new PicturePreparer(settings.maxPixels());
    this.requeueDelay = new RequeueDelay(settings.timings().requeue(), random);
    this.requeues = new Requeues(queue, requeueDelay, clock);
    References prepared = new ReferencePictures(references, preparer, clock);
    for (OperationSettings configured : settings.operations()) {
      operations.put(configured.operation(), ImageOperations.of(configured, prepared));
    }
  }

  /**
   * Processes the only message of a batch.
   *
   * @param deadline when all its work must be done
   * @return whether it may be acknowledged
   */
  public boolean process(QueueMessage message, Instant deadline) {
    return process(message, deadline, new BatchOrder(1));
  }

  /**
   * Processes one message of a batch.
   *
   * @param deadline when all its work must be done
   * @param order of the batch, in which this message takes its place
   * @return whether it may be acknowledged
   */
  public boolean process(QueueMessage message, Instant deadline, BatchOrder order) {
    try (BatchOrder.Place place = order.place()) {
      TimeLeft time = new TimeLeft(settings.timings(), deadline, clock, sleeper);
      return process(new MessageRun(message, time, place));
    }
  }

  private boolean process(MessageRun run) {
    QueueMessage message = run.message();
    List<PictureEvent> read;
    try {
      read = EventReader.read(message.body());
    } catch (UnreadableMessageException e) {
      return unreadable(message, e);
    }
    List<Outcome> unsettled = new ArrayList<>();
    List<GivenUp> givenUp = new ArrayList<>();
    for (PictureEvent event : read) {
      switch (event) {
        case PictureEvent.Created created -> unsettled.addAll(analyze(created, run, givenUp));
        case PictureEvent.Removed removed -> unsettled.addAll(remove(removed));
      }
    }
    unsettled.addAll(giveUp(run, givenUp));
    if (unsettled.isEmpty()) {
      return true;
    }
    // An interrupt would cut the request off; the queue shows the message again anyway.
    return !Thread.currentThread().isInterrupted() && requeue(message, unsettled);
  }

  /** Each operation that waits for its turn only has one; anything else waits longer each time. */
  private boolean requeue(QueueMessage message, List<Outcome> unsettled) {
    Duration wait = longestWait(unsettled);
    boolean isTurn =
        unsettled.stream().allMatch(o -> o instanceof Outcome.Later later && later.isTurn());
    return isTurn ? requeues.requeueAtTurn(message, wait) : requeues.requeue(message, wait);
  }

  private static Duration longestWait(List<Outcome> unsettled) {
    return unsettled.stream()
        .map(outcome -> outcome instanceof Outcome.Later later ? later.notBefore() : Duration.ZERO)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private List<Outcome> analyze(PictureEvent.Created event, MessageRun run, List<GivenUp> givenUp) {
    PictureVersion version = event.version();
    List<OperationSettings> configured = settings.operationsOf(version.key());
    if (version.isFolderMarker() || configured.isEmpty()) {
      return List.of();
    }
    List<Outcome> unsettled = new ArrayList<>();
    try (Upload upload = new Upload(pictures, version, preparer, heldBytes, events, run.time())) {
      for (OperationSettings each : configured) {
        ImageOperation operation = operations.get(each.operation());
        Instant start = clock.instant();
        switch (work.process(version, each, operation, upload, run)) {
          case WorkResult.NeedsDeadLetter needed -> givenUp.add(needed.givenUp());
          case WorkResult.Ended ended -> {
            ended(version, each.operation(), ended.outcome(), start);
            if (!ended.outcome().settled()) {
              unsettled.add(ended.outcome());
            }
          }
        }
      }
    }
    return unsettled;
  }

  private List<Outcome> giveUp(MessageRun run, List<GivenUp> all) {
    Instant start = clock.instant();
    List<Outcome> outcomes = deadLetters.send(run.message(), all, run.time());
    for (int i = 0; i < all.size(); i++) {
      ClaimedPicture picture = all.get(i).picture();
      ended(picture.version(), picture.name(), outcomes.get(i), start);
    }
    return outcomes.stream().filter(outcome -> !outcome.settled()).toList();
  }

  private void ended(PictureVersion version, Operation operation, Outcome outcome, Instant start) {
    events.ended(operation, outcome);
    log(version, operation, outcome, start);
  }

  /** Keys stay out of the log: they may hold names of people, and so may others' texts. */
  private void log(PictureVersion version, Operation operation, Outcome outcome, Instant start) {
    LOG.atInfo()
        .addKeyValue("operation", operation.apiName())
        .addKeyValue("picture", version.loggedAs())
        .addKeyValue("outcome", outcome.getClass().getSimpleName())
        .addKeyValue("code", outcome.code())
        .addKeyValue("millis", Duration.between(start, clock.instant()).toMillis())
        .log(outcome.loggedAs());
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
      } catch (WriteInterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of(new Outcome.Failed("OUT_OF_TIME", "the function's time ran out"));
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("operation", operation.apiName())
            .addKeyValue("picture", event.version().loggedAs())
            .setCause(e)
            .log("the row of a removed picture could not be removed");
        // The table is likely unavailable for the others too, and the message is requeued.
        return List.of(new Outcome.Failed("TABLE_UNAVAILABLE", LoggedOutcomes.ownWords(e)));
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
}
