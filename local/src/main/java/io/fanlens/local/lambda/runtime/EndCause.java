package io.fanlens.local.lambda.runtime;

import io.fanlens.local.lambda.LambdaEvent;
import java.util.Optional;

/** Why a child ends, as far as it is known before its process has ended. */
sealed interface EndCause {

  /** It ends by itself, or by another's hand. */
  record Unknown() implements EndCause {}

  /** It never requested work. */
  record InitFailed(String why) implements EndCause {}

  record TimedOut(String requestId) implements EndCause {}

  /** The service had it end. */
  record Stopped(String reason) implements EndCause {}

  /**
   * What is reported of the end of a child that had requested work.
   *
   * @param running the invocation that the end cut off
   */
  default LambdaEvent event(String childId, int exitStatus, Optional<String> running) {
    return switch (this) {
      case TimedOut timedOut -> new LambdaEvent.ChildTimedOut(childId, timedOut.requestId());
      case Stopped stopped -> new LambdaEvent.ChildStopped(childId, stopped.reason());
      case Unknown unknown -> new LambdaEvent.ChildCrashed(childId, exitStatus, running);
      case InitFailed failed -> new LambdaEvent.ChildCrashed(childId, exitStatus, running);
    };
  }
}
