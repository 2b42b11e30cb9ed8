package io.fanlens.bench.simulation;

import java.util.List;

/** One function instance: receives batches and reports what becomes of each picture. */
interface Worker {

  /**
   * Works on a batch.
   *
   * @param job tells what became of each picture, and whether the process was killed meanwhile
   */
  void work(List<SimulatedPicture> batch, Job job);

  /** The batch has ended; the process may never be used again. */
  default void endBatch() {}

  /** What a process reports to whoever runs it. */
  interface Job {

    /** Whether the process was killed: it does nothing any more. */
    boolean isDead();

    /** A call was sent. */
    default void started() {}

    void done(SimulatedPicture picture);

    /** Back to the queue, invisible for that long. */
    void requeue(SimulatedPicture picture, long micros);

    /** An error: the message comes back when its visibility time-out is over. */
    void fail(SimulatedPicture picture);

    /** Holds the invocation until {@link #release} was called as often. */
    void hold();

    void release();
  }
}
