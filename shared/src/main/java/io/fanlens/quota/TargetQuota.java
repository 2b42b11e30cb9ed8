package io.fanlens.quota;

import io.fanlens.settings.Target;

/**
 * One operation's quota at one target, and its weight in the choice.
 *
 * @param permitsPerSecond the quota that the account has there
 * @param weight share in the weighted random choice; 0 for a fallback
 */
public record TargetQuota(Target target, double permitsPerSecond, double weight) {

  public TargetQuota {
    if (target == null) {
      throw new IllegalArgumentException("target is missing");
    }
    if (!(permitsPerSecond > 0 && permitsPerSecond <= 100_000)) {
      throw new IllegalArgumentException(
          "permitsPerSecond of %s is %s; give the quota, above 0 and at most 100000"
              .formatted(target.key(), permitsPerSecond));
    }
    if (!(weight >= 0 && weight <= 1_000_000)) {
      throw new IllegalArgumentException(
          "weight of %s is %s; give a number from 0 to 1000000".formatted(target.key(), weight));
    }
  }

  /** Microseconds between two calls at full pace: 50 a second at pace 1 are 20,000 each. */
  public long intervalMicros(double pace) {
    return (long) Math.ceil(1_000_000 / (permitsPerSecond * pace));
  }
}
