package io.fanlens.local.lambda.runtime;

/** No child could be started for an invocation. */
public final class StartFailedException extends Exception {
  StartFailedException(String message) {
    super(message);
  }
}
