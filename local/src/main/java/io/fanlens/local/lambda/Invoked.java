package io.fanlens.local.lambda;

/** How a synchronous invocation ended. */
public sealed interface Invoked {
  record Answered(String payload) implements Invoked {}

  /** The function threw, overran its time-out, ended, or did not start. */
  record Failed(String reason) implements Invoked {}

  /** As many invocations as the reserved concurrency run already. */
  record Throttled() implements Invoked {}
}
