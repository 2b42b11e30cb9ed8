package io.fanlens.stage.capacity;

import io.fanlens.settings.Operation;
import io.fanlens.settings.TargetSettings;
import java.util.OptionalDouble;

/**
 * The calls a second of one operation that one target allows.
 *
 * @param target {@code us-east-1}, or {@code account#region} for another account
 * @param region its Region
 * @param configured calls a second by the configuration
 * @param quota calls a second of the account; as configured where it was not read
 * @param origin where the quota comes from
 * @param weightShare its share of all weights, and so of the calls of a weighted random choice
 */
public record TargetRate(
    String target,
    String region,
    double configured,
    double quota,
    Origin origin,
    double weightShare) {

  /** The source of a quota. */
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

  /** A fallback is called only when all others have failed; it adds nothing to the rate. */
  boolean isFallback() {
    return weightShare == 0;
  }

  /** Calls a second that Fanlens can use: the lower of configuration and quota. */
  public double usable() {
    return isFallback() ? 0 : Math.min(configured, quota);
  }

  /** The throughput of a weighted random choice above which this target is overloaded. */
  public double drawLimit() {
    return isFallback() ? Double.POSITIVE_INFINITY : quota / weightShare;
  }
}
