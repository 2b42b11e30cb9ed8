package io.fanlens.quota.reservation;

import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaRole;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** No permit for now: the message should wait in the queue. */
public final class NoCapacityException extends Exception {

  private static final long serialVersionUID = 1;

  private final String operation;
  private final transient NoCapacity noCapacity;

  public NoCapacityException(String operation, NoCapacity noCapacity) {
    super("no capacity for %s: %s".formatted(operation, noCapacity.reason()));
    this.operation = operation;
    this.noCapacity = noCapacity;
  }

  /** The same with what was learnt since. */
  public NoCapacityException with(NoCapacity other) {
    return other.equals(noCapacity) ? this : new NoCapacityException(operation, other);
  }

  public NoCapacity noCapacity() {
    return noCapacity;
  }

  public NoCapacity.Reason reason() {
    return noCapacity.reason();
  }

  /** A sensible time to wait; zero when nothing is known. */
  public Duration retryAfter() {
    return Micros.toDuration(noCapacity.retryAfterMicros());
  }

  /** What a client is told, who does not wait in the queue. */
  public Duration retryAfter(QuotaRole role, RandomGenerator random) {
    return Micros.toDuration(noCapacity.retryAfterMicros(role, random));
  }
}
