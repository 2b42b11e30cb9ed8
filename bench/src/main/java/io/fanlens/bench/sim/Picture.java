package io.fanlens.bench.sim;

/** One message on its way. */
final class Picture {

  private final long arrivedAt;
  private int receives;
  private boolean done;

  Picture(long arrivedAt) {
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
