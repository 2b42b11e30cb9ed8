package io.fanlens.local.rekognition.control;

import java.time.Duration;

/**
 * A fault of some calls.
 *
 * @param probability of each call to fail, 0 to 1, when {@code next} is 0
 * @param next affects this many calls and then no more; 0 to use the probability
 * @param hang how long a hanging call waits before it is answered normally
 */
public record Fault(Kind kind, double probability, int next, Duration hang) {

  /** How a call fails. */
  public enum Kind {
    /** ProvisionedThroughputExceededException, 400. */
    THROTTLE,
    /** ThrottlingException, 400. */
    RATE_EXCEEDED,
    /** InternalServerError, 500. */
    INTERNAL_ERROR,
    /** 503. */
    UNAVAILABLE,
    /** Something before the service answers 502, 503 or 504: a page, nothing, or half an error. */
    GATEWAY,
    /** ValidationException, 400, which quotes the name of the object. */
    QUOTING,
    /** Waits, then is answered normally: a billable call whose client may have given up. */
    HANG,
    /** The connection is closed before the call is processed. */
    DROP_CONNECTION,
    /** The call is processed and billable, but the connection is closed without an answer. */
    LOSE_ANSWER
  }

  public Fault {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability is " + probability + "; give 0 to 1");
    }
    if (next < 0) {
      throw new IllegalArgumentException("next is " + next + "; give 0 or more");
    }
    if ((next == 0) == (probability == 0)) {
      throw new IllegalArgumentException(
          "give either a probability above 0 or a number of next calls");
    }
    if (hang.isNegative() || (kind == Kind.HANG && hang.isZero())) {
      throw new IllegalArgumentException("hang is " + hang + "; give the time that a call waits");
    }
  }

  public static Fault next(int calls, Kind kind) {
    return new Fault(kind, 0, calls, Duration.ZERO);
  }

  public static Fault withProbability(double probability, Kind kind) {
    return new Fault(kind, probability, 0, Duration.ZERO);
  }

  public static Fault hangNext(int calls, Duration hang) {
    return new Fault(Kind.HANG, 0, calls, hang);
  }
}
