package io.fanlens.pipeline.queue;

import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages back that are not settled. A queue counts receives and days, and waiting spends
 * both: after 1,000 receives it would move the message to the dead-letter queue, after 14 days drop
 * it. Long before, a fresh copy takes the message's place.
 */
public final class Requeues {

  private static final Logger LOG = LoggerFactory.getLogger(Requeues.class);

  /** Half of what the queue allows: the other half is for copies that cannot be sent. */
  static final int MOST_RECEIVES = Timings.QUEUE_MAX_RECEIVES / 2;

  static final Duration GREATEST_AGE = Timings.QUEUE_RETENTION.dividedBy(2);

  private final MessageQueue queue;
  private final RequeueDelay delays;
  private final InstantSource clock;

  public Requeues(MessageQueue queue, RequeueDelay delays, InstantSource clock) {
    this.queue = queue;
    this.delays = delays;
    this.clock = clock;
  }

  /**
   * Puts a message back.
   *
   * @param notBefore the least that it must wait
   * @return whether the message itself may be acknowledged, because a copy takes its place. A crash
   *     in between leaves both, and claims make a duplicate harmless
   */
  public boolean requeue(QueueMessage message, Duration notBefore) {
    return requeueIn(message, longer(delays.delay(message.receives()), notBefore));
  }

  /** The same for a message that has its turn then, and should be back for it. */
  public boolean requeueAtTurn(QueueMessage message, Duration turn) {
    return requeueIn(message, RequeueDelay.atTurn(message.receives(), turn));
  }

  private boolean requeueIn(QueueMessage message, Duration delay) {
    boolean isWornOut =
        message.receives() >= MOST_RECEIVES
            || !clock.instant().isBefore(message.queuedAt().plus(GREATEST_AGE));
    if (isWornOut && sendAgain(message, delay)) {
      return true;
    }
    queue.requeue(message, delay);
    return false;
  }

  private boolean sendAgain(QueueMessage message, Duration delay) {
    Duration longest = Timings.LONGEST_REQUEUE_DELAY;
    try {
      queue.sendAgain(message, delay.compareTo(longest) < 0 ? delay : longest);
      return true;
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setCause(e)
          .log("no copy of message {} could be sent; it waits on its own", message.id());
      return false;
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
