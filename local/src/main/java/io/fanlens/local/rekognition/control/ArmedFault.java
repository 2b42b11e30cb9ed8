package io.fanlens.local.rekognition.control;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A fault and the number of calls it still affects. */
final class ArmedFault {

  private final Fault fault;
  private final AtomicInteger left;

  ArmedFault(Fault fault) {
    this.fault = fault;
    this.left = new AtomicInteger(fault.next());
  }

  Fault fault() {
    return fault;
  }

  int left() {
    return left.get();
  }

  boolean hits(RandomGenerator random) {
    return fault.next() > 0
        ? left.getAndUpdate(n -> Math.max(0, n - 1)) > 0
        : random.nextDouble() < fault.probability();
  }
}
