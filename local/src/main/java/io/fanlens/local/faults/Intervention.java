package io.fanlens.local.faults;

import java.io.IOException;
import java.time.Duration;

/** What is done with one request. */
@FunctionalInterface
public interface Intervention {

  void run(Interception passage) throws IOException, InterruptedException;

  /** Lets the service do it and answer. */
  static Intervention pass() {
    return passage -> passage.answer(passage.apply());
  }

  /** Answers with an error; the service never hears of the request. */
  static Intervention fail(int status, String code) {
    return passage ->
        passage.answer(ServiceResponse.error(passage.exchange().service(), status, code));
  }

  /** Closes the connection; the service never hears of the request. */
  static Intervention drop() {
    return Interception::drop;
  }

  /** The service does it, and nobody hears of that: the connection is closed. */
  static Intervention applyThenDrop() {
    return passage -> {
      ServiceResponse unused = passage.apply();
      passage.drop();
    };
  }

  /** The answer's second half comes late. */
  static Intervention slowBody(Duration pause) {
    return passage -> passage.answerSlowly(passage.apply(), pause);
  }

  /** Something else first: a test holds the request here, or kills its sender. */
  default Intervention after(Step first) {
    return passage -> {
      first.run(passage.exchange());
      run(passage);
    };
  }

  /** Done while the request waits. */
  @FunctionalInterface
  interface Step {
    void run(ServiceRequest exchange) throws IOException, InterruptedException;
  }
}
