package io.fanlens.pipeline;

import java.time.Duration;

/** What became of one picture for one operation. */
public sealed interface Outcome {

  /** Nothing is owed any more: the message may be acknowledged as far as this picture goes. */
  default boolean settled() {
    return switch (this) {
      case Done done -> true;
      case Rejected rejected -> true;
      case Gone gone -> true;
      case Later later -> false;
      case Failed failed -> false;
    };
  }

  /** Why it did not succeed, to be counted by; empty when it did. */
  default String code() {
    return switch (this) {
      case Done done -> "";
      case Rejected rejected -> rejected.errorCode();
      case Gone gone -> "";
      case Later later -> later.why();
      case Failed failed -> failed.errorCode();
    };
  }

  /** The row is durable. */
  record Done(String region, int count) implements Outcome {}

  /** The picture can never work; the row that says so is durable. */
  record Rejected(String errorCode) implements Outcome {}

  /** Removed, superseded, or finished before: nothing is owed. */
  record Gone(String why) implements Outcome {}

  /** No capacity now; not before the given time, when it is known. */
  record Later(String why, Duration notBefore) implements Outcome {}

  /** Our fault: try again. */
  record Failed(String errorCode, String why) implements Outcome {}
}
