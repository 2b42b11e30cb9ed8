package io.fanlens.settings;

/**
 * One Region of one account: the unit that has a quota. Two accounts in one Region are two targets,
 * and their quotas add up.
 *
 * @param account an account's name or number; {@link #HOME} for the function's own
 * @param region Region code
 */
public record Target(String account, String region) implements Comparable<Target> {

  /** The account that the function runs in. */
  public static final String HOME = "home";

  public Target {
    if (account == null || account.isBlank() || account.contains("#")) {
      throw new IllegalArgumentException(
          "account of a target is '%s'; give an account number or a name without '#'"
              .formatted(account));
    }
    if (region == null || region.isBlank()) {
      throw new IllegalArgumentException("region of a target is missing; give a Region code");
    }
  }

  public static Target home(String region) {
    return new Target(HOME, region);
  }

  /** Parses a {@link #key}. */
  public static Target ofKey(String key) {
    int split = key.indexOf('#');
    if (split < 0) {
      throw new IllegalArgumentException(
          "target key is '%s'; it has the form account#region".formatted(key));
    }
    return new Target(key.substring(0, split), key.substring(split + 1));
  }

  /** {@code account#region}, the sort key of its item. */
  public String key() {
    return account + "#" + region;
  }

  @Override
  public int compareTo(Target other) {
    return key().compareTo(other.key());
  }
}
