package io.fanlens.pipeline;

import java.time.Duration;

/** The outcome of one picture for one operation. */
public sealed interface Outcome {

  /** Nothing is left to do: the message may be acknowledged as far as this picture goes. */
  default boolean settled() {
    return switch (this) {
      case Done done -> true;
      case Rejected rejected -> true;
      case Gone gone -> true;
      case Later later -> false;
      case Failed failed -> false;
    };
  }

  /** Why it did not succeed, for counting; empty when it did. */
  default String code() {
    return switch (this) {
      case Done done -> "";
      case Rejected rejected -> rejected.errorCode();
      case Gone gone -> "";
      case Later later -> later.why();
      case Failed failed -> failed.errorCode();
    };
  }

  /** In one line, without the texts of others: these may quote a picture's key. */
  default String loggedAs() {
    return this instanceof Failed failed
        ? "Failed[errorCode=" + failed.errorCode + "]"
        : toString();
  }

  /** The row is durable. */
  record Done(String region, int count) implements Outcome {}

  /** The picture can never be analyzed; the FAILED row is durable. */
  record Rejected(String errorCode) implements Outcome {}

  /** Removed, superseded, or finished before: nothing is left to do. */
  record Gone(String why) implements Outcome {}

  /**
   * No capacity now; retry no sooner than the given time, where known.
   *
   * @param isTurn retry no later either: the message has its turn then
   */
  record Later(String why, Duration notBefore, boolean isTurn) implements Outcome {

    /** Without a turn. */
    public Later(String why, Duration notBefore) {
      this(why, notBefore, false);
    }
  }

  /** A failure on our side: retry. */
  record Failed(String errorCode, String why) implements Outcome {}
}
