package io.fanlens.local.command;

import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.operations.command.Terminal;
import java.util.Optional;

/** Messages for the user about failures of a function. */
public final class FunctionFaults {

  private FunctionFaults() {}

  public static Optional<String> of(LambdaEvent event) {
    return Optional.ofNullable(sentence(event)).map(Terminal::printable);
  }

  private static String sentence(LambdaEvent event) {
    return switch (event) {
      case LambdaEvent.ChildInitFailed failed -> "The function did not start: " + failed.message();
      case LambdaEvent.ChildCrashed crashed ->
          "A process of the function exited unexpectedly with status " + crashed.exitStatus();
      case LambdaEvent.ChildTimedOut timedOut ->
          "The function timed out and was stopped; its messages will be redelivered";
      case LambdaEvent.QueueFault fault -> "The queue: " + fault.message();
      case LambdaEvent.InvocationEnded ended ->
          ended.returned() == 0
              ? null
              : "%d message%s of a batch will be redelivered: %s"
                  .formatted(ended.returned(), ended.returned() == 1 ? "" : "s", ended.reason());
      case LambdaEvent.BatchNotInvoked batch -> null; // the start that failed was reported
      case LambdaEvent.ChildStarted started -> null;
      case LambdaEvent.ChildReady ready -> null;
      case LambdaEvent.ChildStopped stopped -> null;
      case LambdaEvent.ChildOutput output -> null;
      case LambdaEvent.InvocationStarted started -> null;
      case LambdaEvent.Notice notice -> null; // listed with what is not emulated
    };
  }
}
