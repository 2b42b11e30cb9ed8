package io.fanlens.analysis.routing;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.quota.reservation.NoCapacityException;

/**
 * The calls that may be sent for one picture: one target after the other, none twice in a round. A
 * new round begins when all have been tried.
 */
public interface CallSlots {

  /**
   * Draws the target of the next call and takes a time there.
   *
   * @throws CallFailedException when none may be sent any more
   * @throws NoCapacityException when the message should wait in the queue instead
   */
  CallSlot next() throws CallFailedException, NoCapacityException, InterruptedException;

  /** Whether another target can be asked in this round. */
  boolean isAnotherLeft();
}
