package io.fanlens.redrive;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The dead-letter queue and its source queue. Thread-safe. */
public interface DeadLetterQueue {

  /** The time by the clock of SQS. */
  Instant now();

  /** Approximate number of messages. */
  long approximateCount();

  /** Receives up to ten messages; empty when none arrived during a short wait. */
  List<DeadLetter> receive();

  /** Sends copies to the source queue; returns the ids of those that were accepted. */
  Set<String> redrive(List<DeadLetter> deadLetters);

  /** Deletes messages. */
  void delete(List<DeadLetter> deadLetters);

  /** Makes messages visible again at once. */
  void release(Collection<DeadLetter> deadLetters);
}
