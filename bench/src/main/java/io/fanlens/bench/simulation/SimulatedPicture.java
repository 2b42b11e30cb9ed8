package io.fanlens.bench.simulation;

/** One message on its way. */
final class SimulatedPicture {

  private final long arrivedAt;
  private int receives;
  private boolean done;

  SimulatedPicture(long arrivedAt) {
    this.arrivedAt = arrivedAt;
  }

  long arrivedAt() {
    return arrivedAt;
  }

  int receives() {
    return receives;
  }

  void received() {
    receives++;
  }

  boolean isDone() {
    return done;
  }

  void markDone() {
    done = true;
  }
}
