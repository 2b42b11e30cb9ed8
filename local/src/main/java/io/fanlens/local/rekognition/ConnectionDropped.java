package io.fanlens.local.rekognition;

import io.fanlens.local.rekognition.log.Call;
import org.eclipse.jetty.io.QuietException;

/**
 * The call gets no answer: its connection is closed. Quiet, so that Jetty does not report it as a
 * failure.
 */
final class ConnectionDropped extends Exception implements QuietException {

  private final String outcome;

  /** Before the call was worked on. */
  ConnectionDropped() {
    this(Call.DROPPED);
  }

  /**
   * Says what the log is told.
   *
   * @param outcome {@link Call#DROPPED}, or {@link Call#LOST} when the answer was ready
   */
  ConnectionDropped(String outcome) {
    super("the connection is dropped on purpose", null, false, false);
    this.outcome = outcome;
  }

  String outcome() {
    return outcome;
  }
}
