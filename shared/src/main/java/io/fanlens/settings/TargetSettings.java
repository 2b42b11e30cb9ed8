package io.fanlens.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One operation's quota and weight in one Region of one account.
 *
 * @param region Region code, one of {@link RekognitionRegion}
 * @param permitsPerSecond the quota: calls a second that the account has there
 * @param weight its share in the weighted random choice, relative to the other targets' weights; 0
 *     for a fallback that is drawn only when all others have failed
 * @param account name of one of {@link Settings#accounts}; empty for the function's own
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TargetSettings(
    String region, double permitsPerSecond, double weight, String account) {

  @JsonCreator
  public TargetSettings {
    if (RekognitionRegion.find(region).isEmpty()) {
      throw new IllegalArgumentException(
          "target region '%s' has no Amazon Rekognition; name one of its Regions, such as eu-west-1"
              .formatted(region));
    }
    if (!(permitsPerSecond > 0 && permitsPerSecond <= 100_000)) {
      throw new IllegalArgumentException(
          "permitsPerSecond of %s is %s; give the quota of the account there, above 0 and at most 100000"
              .formatted(region, permitsPerSecond));
    }
    if (!(weight >= 0 && weight <= 1_000_000)) {
      throw new IllegalArgumentException(
          "weight of %s is %s; give a number from 0 to 1000000".formatted(region, weight));
    }
    account = account == null ? "" : account;
  }

  /** In the function's own account. */
  public TargetSettings(String region, double permitsPerSecond, double weight) {
    this(region, permitsPerSecond, weight, "");
  }

  @JsonIgnore
  public boolean isHome() {
    return account.isEmpty();
  }

  /** The target that has the quota. */
  public Target target() {
    return isHome() ? Target.home(region) : new Target(account, region);
  }

  /** A target with the default quota of the Region, weighted by it. */
  public static TargetSettings ofDefaults(Operation operation, RekognitionRegion region) {
    double permits = operation.defaultPermitsPerSecond(region.id());
    return new TargetSettings(region.id(), permits, permits);
  }
}
