package io.fanlens.local.lambda;

/** How a child's work ended, before anyone reads the answer. */
sealed interface InvocationResult {
  record Answered(String payload) implements InvocationResult {}

  record Failed(String message) implements InvocationResult {}

  record TimedOut() implements InvocationResult {}

  record Crashed(int exitStatus) implements InvocationResult {}
}
