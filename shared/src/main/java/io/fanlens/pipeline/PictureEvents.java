package io.fanlens.pipeline;

import io.fanlens.settings.Operation;
import java.time.Duration;

/** Pipeline events, for metrics. Called from several threads. Names no picture. */
public interface PictureEvents {

  /** Ignores all events. */
  PictureEvents NONE = new PictureEvents() {};

  /** Work that is done once for all operations of a picture, and the write that ends each. */
  enum Step {
    /** The file's first bytes. */
    HEAD,
    /** The whole file. */
    FETCH,
    /** Re-encoding what Rekognition does not accept, including the wait for its turn. */
    CONVERT,
    /** Writing the row of an answer. */
    STORE
  }

  /** A step succeeded. */
  default void took(Step step, Duration time) {}

  /** One picture is processed for one operation. */
  default void ended(Operation operation, Outcome outcome) {}
}
