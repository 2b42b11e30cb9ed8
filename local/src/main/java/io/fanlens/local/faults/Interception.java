package io.fanlens.local.faults;

import java.io.IOException;
import java.time.Duration;

/** A request in the hands of an intervention, which must end it with exactly one of these. */
public interface Interception {

  ServiceRequest exchange();

  /** Has the service do it, and keeps its answer back. May be followed by one of the others. */
  ServiceResponse apply() throws IOException, InterruptedException;

  /** The same with another body: a wait made shorter, for one. */
  ServiceResponse apply(byte[] body) throws IOException, InterruptedException;

  void answer(ServiceResponse answer);

  /** Sends half of the answer's body, waits, and sends the rest; without a body it waits first. */
  void answerSlowly(ServiceResponse answer, Duration pause) throws InterruptedException;

  /** Closes the connection without an answer. */
  void drop();
}
