package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pools by a short name: {@code 3x100+15x25} is three targets of 100 a second and 15 of 25. */
public final class PoolNames {

  private static final Pattern PART = Pattern.compile("(\\d{1,3})x(\\d{1,5}(?:\\.\\d{1,6})?)");

  private PoolNames() {}

  /**
   * Reads such a name.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static QuotaPool parse(String name) {
    return parse(name, 1);
  }

  /** The same targets in each of some accounts. */
  public static QuotaPool parse(String name, int accounts) {
    List<TargetQuota> targets = new ArrayList<>();
    for (int account = 0; account < accounts; account++) {
      String accountName = accounts == 1 ? Target.HOME : "account" + account;
      int region = 0;
      for (String part : name.split("\\+", -1)) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
          throw new IllegalArgumentException(
              "pool is '%s'; write it like 3x100+15x25: how many targets x calls a second"
                  .formatted(name));
        }
        double rate = Double.parseDouble(matcher.group(2));
        for (int i = 0; i < Integer.parseInt(matcher.group(1)); i++) {
          targets.add(new TargetQuota(new Target(accountName, "region" + region++), rate, rate));
        }
      }
    }
    return QuotaPool.of("DetectFaces", targets);
  }
}
