package io.fanlens.analysis.routing;

import io.fanlens.analysis.call.CallProblem;
import io.fanlens.settings.Target;

/**
 * A slot for one call: its target is known, its start time may be ahead. Once begun, the outcome of
 * the call must be reported.
 */
public interface CallSlot extends AutoCloseable {

  Target target();

  /**
   * Waits for the start time; the call must be sent at once.
   *
   * @return false when the time was missed and nothing may be sent
   */
  boolean begin() throws InterruptedException;

  void answered();

  void failed(CallProblem problem);

  /** Returns the slot if it was not begun. */
  @Override
  void close();
}
