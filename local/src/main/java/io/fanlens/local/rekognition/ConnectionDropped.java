package io.fanlens.local.rekognition;

import io.fanlens.local.rekognition.log.Call;
import org.eclipse.jetty.io.QuietException;

/** Closes the connection of a call without an answer. Quiet, so that Jetty does not log it. */
final class ConnectionDropped extends Exception implements QuietException {

  private final String outcome;

  /** Before the call was processed. */
  ConnectionDropped() {
    this(Call.DROPPED);
  }

  /**
   * With an outcome for the log.
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
