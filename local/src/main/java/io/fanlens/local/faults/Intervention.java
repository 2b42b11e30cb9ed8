package io.fanlens.local.faults;

import java.io.IOException;
import java.time.Duration;

/** What happens to one intercepted request. */
@FunctionalInterface
public interface Intervention {

  void run(Interception interception) throws IOException, InterruptedException;

  /** Lets the service process and answer it. */
  static Intervention pass() {
    return interception -> interception.answer(interception.apply());
  }

  /** Answers with an error; the request does not reach the service. */
  static Intervention fail(int status, String code) {
    return interception ->
        interception.answer(ServiceResponse.error(interception.request().service(), status, code));
  }

  /** Closes the connection; the request does not reach the service. */
  static Intervention drop() {
    return Interception::drop;
  }

  /** The service processes it, but its answer is lost: the connection is closed. */
  static Intervention applyThenDrop() {
    return interception -> {
      ServiceResponse unused = interception.apply();
      interception.drop();
    };
  }

  /** Delays the second half of the answer's body. */
  static Intervention slowBody(Duration pause) {
    return interception -> interception.answerSlowly(interception.apply(), pause);
  }

  /** Runs a step first: a test holds the request here, or kills its sender. */
  default Intervention after(Step first) {
    return interception -> {
      first.run(interception.request());
      run(interception);
    };
  }

  /** Runs while the request waits. */
  @FunctionalInterface
  interface Step {
    void run(ServiceRequest request) throws IOException, InterruptedException;
  }
}
