package io.fanlens.analysis.routing;

import io.fanlens.analysis.call.CallProblem;
import io.fanlens.settings.Target;

/**
 * The right to send one call: its target is known, its time may be still to come. Once begun, how
 * the call ended must be told.
 */
public interface CallSlot extends AutoCloseable {

  Target target();

  /**
   * Waits for the call's time; the call must be sent at once.
   *
   * @return false when the time was missed, and nothing may be sent in this turn
   */
  boolean begin() throws InterruptedException;

  void answered();

  void failed(CallProblem problem);

  /** Gives the right back where it was not begun. */
  @Override
  void close();
}
