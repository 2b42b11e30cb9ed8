package io.fanlens.bench.pictures;

/** What one conversion took. */
record Cost(long cpuNanos, long wallNanos) {

  double cpuMillis() {
    return cpuNanos / 1e6;
  }

  double wallMillis() {
    return wallNanos / 1e6;
  }
}
