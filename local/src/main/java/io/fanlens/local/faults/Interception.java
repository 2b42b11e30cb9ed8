package io.fanlens.local.faults;

import java.io.IOException;
import java.time.Duration;

/** A request under an intervention, which must end it by an answer or a drop, exactly once. */
public interface Interception {

  ServiceRequest request();

  /** Sends the request to the service and returns its answer, not yet forwarded to the caller. */
  ServiceResponse apply() throws IOException, InterruptedException;

  /** The same with another body, for example with a shorter wait. */
  ServiceResponse apply(byte[] body) throws IOException, InterruptedException;

  void answer(ServiceResponse answer);

  /** Sends half of the answer's body, waits, and sends the rest; without a body it waits first. */
  void answerSlowly(ServiceResponse answer, Duration pause) throws InterruptedException;

  /** Closes the connection without an answer. */
  void drop();
}
