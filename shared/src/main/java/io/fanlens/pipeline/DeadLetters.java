package io.fanlens.pipeline;

import io.fanlens.pipeline.queue.MessageQueue;
import io.fanlens.pipeline.queue.QueueMessage;
import io.fanlens.result.Claim;
import io.fanlens.result.ResultRow;
import io.fanlens.result.Rows;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives pictures up: one dead letter for a message, however many of its operations failed, then
 * their rows, then the acknowledgement. A crash in between loses nothing.
 */
final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final MessageQueue queue;
  private final Rows rows;
  private final PaidRows paidRows;

  DeadLetters(MessageQueue queue, Rows rows, PaidRows paidRows) {
    this.queue = queue;
    this.rows = rows;
    this.paidRows = paidRows;
  }

  /** The outcomes, in the same order. */
  List<Outcome> send(QueueMessage message, List<GivenUp> all, TimeLeft time) {
    if (all.isEmpty()) {
      return List.of();
    }
    // Before the dead letter is sent: a redrive must be later than the rows' time.
    Instant now = time.now();
    try {
      queue.deadLetter(
          message,
          each(all, given -> given.failure().errorCode(), ", "),
          all.size() == 1
              ? all.getFirst().sentence()
              : each(
                  all, given -> given.picture().name().apiName() + ": " + given.sentence(), " "));
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("no dead letter could be sent for message {}", message.id());
      return all.stream().map(this::later).toList();
    }
    return all.stream().map(given -> finish(given, now, time)).toList();
  }

  private static String each(List<GivenUp> all, Function<GivenUp, String> text, String between) {
    return all.stream().map(text).distinct().collect(Collectors.joining(between));
  }

  private Outcome finish(GivenUp given, Instant now, TimeLeft time) {
    ClaimedPicture picture = given.picture();
    String errorCode = given.failure().errorCode();
    var row =
        ResultRow.deadLettered(
            picture.version(), picture.name(), errorCode, given.sentence(), given.attempts(), now);
    try {
      return paidRows.finish(
              picture.version(), picture.name(), picture.token(), row, time.deadline())
          ? new Outcome.Rejected(errorCode)
          : new Outcome.Gone("superseded meanwhile");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later(given);
    } catch (RuntimeException e) {
      LoggedOutcomes.log("TABLE_UNAVAILABLE", picture.version(), picture.name(), e);
      return later(given);
    }
  }

  /** The next one who claims it gives it up for the same reason. */
  private Outcome later(GivenUp given) {
    ClaimedPicture picture = given.picture();
    boolean isOver = Thread.interrupted(); // it would interrupt the request too
    try {
      rows.giveUpLater(
          picture.version(),
          picture.name(),
          picture.token(),
          new Claim.Failure(given.failure().errorCode(), given.failure().why()));
    } catch (RuntimeException e) {
      LoggedOutcomes.log("TABLE_UNAVAILABLE", picture.version(), picture.name(), e);
    } finally {
      if (isOver) {
        Thread.currentThread().interrupt();
      }
    }
    return given.failure();
  }
}
