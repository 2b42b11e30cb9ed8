package io.fanlens.operations.redrive;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The dead-letter queue and the way back to the queue. Any number of threads may use it. */
interface DeadLetterQueue {

  /** What the queue takes for now. */
  Instant now();

  /** About how many letters there are. */
  long approximateCount();

  /** Up to ten letters; none when none has come for a moment. */
  List<DeadLetter> take();

  /** Puts copies into the queue; answers the ids of those that are durable there. */
  Set<String> sendBack(List<DeadLetter> letters);

  /** Removes letters for good. */
  void delete(List<DeadLetter> letters);

  /** Lets letters be seen again at once. */
  void putBack(Collection<DeadLetter> letters);
}
