package io.fanlens.analysis.routing;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.quota.reservation.NoCapacityException;

/**
 * The call slots of one picture: one target after the other, none twice in a round. A new round
 * begins when all have been tried.
 */
public interface CallSlots {

  /**
   * Chooses the target of the next call and reserves a start time there.
   *
   * @throws CallFailedException when no call may be sent any more
   * @throws NoCapacityException when the message should wait in the queue instead
   */
  CallSlot next() throws CallFailedException, NoCapacityException, InterruptedException;

  /** Whether this round has another target. */
  boolean isAnotherLeft();
}
