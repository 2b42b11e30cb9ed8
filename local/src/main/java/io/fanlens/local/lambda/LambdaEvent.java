package io.fanlens.local.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens in the service, in the order in which it happens to each child. */
public sealed interface LambdaEvent {

  record ChildStarted(String childId, long pid) implements LambdaEvent {}

  /** The child requested work for the first time, so long after its process began. */
  record ChildReady(String childId, Duration startup) implements LambdaEvent {}

  /** The child ended, or was ended, before it requested work. */
  record ChildInitFailed(String childId, String message) implements LambdaEvent {}

  /** The process ended by itself or by another's hand; with an invocation, that batch failed. */
  record ChildCrashed(String childId, int exitStatus, Optional<String> requestId)
      implements LambdaEvent {}

  /** The service killed the child because an invocation overran the function's time-out. */
  record ChildTimedOut(String childId, String requestId) implements LambdaEvent {}

  /** The service ended the child: it was idle, or the service closes. */
  record ChildStopped(String childId, String reason) implements LambdaEvent {}

  record ChildOutput(String childId, String line) implements LambdaEvent {}

  record InvocationStarted(String childId, String requestId, List<String> messageIds)
      implements LambdaEvent {}

  /**
   * An invocation is over and its batch settled.
   *
   * @param deleted messages deleted from the queue
   * @param returned messages that come back after their visibility time-out
   * @param reason why messages were returned; empty when none was
   */
  record InvocationEnded(
      String childId,
      String requestId,
      Duration duration,
      Outcome outcome,
      int deleted,
      int returned,
      String reason)
      implements LambdaEvent {}

  /** No child could be started for a batch: its messages come back after their visibility. */
  record BatchNotInvoked(List<String> messageIds, String reason) implements LambdaEvent {}

  /** A call to the queue failed. The service waits and tries again. */
  record QueueFault(String message) implements LambdaEvent {}

  /** What a user should know, for example that this machine runs fewer children than AWS would. */
  record Notice(String message) implements LambdaEvent {}

  /** How an invocation ended. */
  enum Outcome {
    SUCCEEDED,
    /** The function named messages that failed. */
    PARTLY_FAILED,
    /** The function answered what a mapping cannot read: the whole batch failed. */
    BAD_ANSWER,
    /** The function threw. */
    FAILED,
    TIMED_OUT,
    CRASHED
  }
}
