package io.fanlens.pipeline;

import io.fanlens.settings.Operation;
import java.time.Duration;

/** What happens to pictures, for metrics. Called from several threads. Names no picture. */
public interface PictureEvents {

  /** Nobody listens. */
  PictureEvents NONE = new PictureEvents() {};

  /** Work that is done once for all operations of a picture, and the write that ends each. */
  enum Step {
    /** The file's first bytes. */
    HEAD,
    /** The whole file. */
    FETCH,
    /** What Rekognition does not take was re-encoded, the wait for its turn included. */
    CONVERT,
    /** The row of an answer. */
    STORE
  }

  /** A step succeeded. */
  default void took(Step step, Duration time) {}

  /** One picture's work for one operation ended. */
  default void ended(Operation operation, Outcome outcome) {}
}
