package io.fanlens.local.lambda.runtime;

/** How a child's work ended, before anyone reads the answer. */
public sealed interface InvocationResult {
  record Answered(String payload) implements InvocationResult {}

  record Failed(String message) implements InvocationResult {}

  record TimedOut() implements InvocationResult {}

  record Crashed(int exitStatus) implements InvocationResult {}
}
