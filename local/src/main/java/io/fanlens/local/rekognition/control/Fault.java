package io.fanlens.local.rekognition.control;

import java.time.Duration;

/**
 * What goes wrong with some calls.
 *
 * @param probability of each call to be hit, 0 to 1, when {@code next} is 0
 * @param next hit this many calls and then no more; 0 for a lasting probability
 * @param hang how long a hanging call stands still before it is answered as usual
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
    /** Stands still, then is answered as usual: a call paid for whose client may have gone. */
    HANG,
    /** The connection is closed without an answer, and before the call is worked on. */
    DROP_CONNECTION,
    /** The call is worked on and paid for, and then the connection is closed without its answer. */
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
      throw new IllegalArgumentException(
          "hang is " + hang + "; give the time that a call stands still");
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
