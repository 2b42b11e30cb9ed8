package io.fanlens.stage.capacity;

import io.fanlens.settings.Operation;
import io.fanlens.settings.TargetSettings;
import java.util.OptionalDouble;

/**
 * What one target may be asked for one operation.
 *
 * @param target {@code us-east-1}, or {@code account#region} for another account
 * @param region its Region
 * @param configured calls a second that the configuration counts on
 * @param quota calls a second that the account has; as configured where it was not read
 * @param origin where the quota comes from
 * @param weightShare its part of all weights: the part of the calls it gets from a weighted draw
 */
public record TargetRate(
    String target,
    String region,
    double configured,
    double quota,
    Origin origin,
    double weightShare) {

  /** Where a quota was learnt from. */
  public enum Origin {
    DEFAULT("default"),
    CONFIGURED("cdk.json"),
    ACCOUNT("account");

    private final String text;

    Origin(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  static TargetRate of(
      Operation operation, TargetSettings settings, double allWeights, AccountFacts account) {
    OptionalDouble read =
        settings.isHome() ? account.quota(operation, settings.region()) : OptionalDouble.empty();
    double permits = settings.permitsPerSecond();
    Origin origin =
        read.isPresent()
            ? Origin.ACCOUNT
            : permits == operation.defaultPermitsPerSecond(settings.region())
                ? Origin.DEFAULT
                : Origin.CONFIGURED;
    return new TargetRate(
        settings.isHome() ? settings.region() : settings.target().key(),
        settings.region(),
        permits,
        read.orElse(permits),
        origin,
        settings.weight() / allWeights);
  }

  /** A stand-in is asked only when all others have failed; it adds nothing to the rate. */
  boolean standsIn() {
    return weightShare == 0;
  }

  /** Calls a second that get through: neither more than is asked for nor more than there is. */
  public double usable() {
    return standsIn() ? 0 : Math.min(configured, quota);
  }

  /** The most pictures a second of a plain weighted draw that do not overload this target. */
  public double drawLimit() {
    return standsIn() ? Double.POSITIVE_INFINITY : quota / weightShare;
  }
}
