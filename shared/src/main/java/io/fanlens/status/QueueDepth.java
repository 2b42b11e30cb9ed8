package io.fanlens.status;

/**
 * Approximate numbers of messages.
 *
 * @param waiting visible messages
 * @param inFlight messages that functions are processing
 * @param delayed messages that are not visible yet, where the queue counts them apart
 * @param deadLetters messages in the dead-letter queue
 */
public record QueueDepth(long waiting, long inFlight, long delayed, long deadLetters) {

  public long queued() {
    return waiting + inFlight + delayed;
  }
}
