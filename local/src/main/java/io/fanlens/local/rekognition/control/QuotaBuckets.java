package io.fanlens.local.rekognition.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One token bucket for each (account, operation, Region). A changed quota applies at once. */
public final class QuotaBuckets {

  private record Key(String account, Scope scope) {}

  private record Level(double tokens, Instant at) {}

  private final Map<Key, Level> levels = new ConcurrentHashMap<>();

  /** Whether the quota allows one more call now. A rejected call takes no token. */
  public boolean take(String account, Scope scope, Quota quota, Instant now) {
    boolean[] taken = new boolean[1];
    levels.compute(
        new Key(account, scope),
        (key, level) -> {
          double tokens = level == null ? quota.depth() : refilled(level, quota, now);
          taken[0] = tokens >= 1;
          return new Level(
              taken[0] ? tokens - 1 : tokens,
              level == null || now.isAfter(level.at) ? now : level.at);
        });
    return taken[0];
  }

  private static double refilled(Level level, Quota quota, Instant now) {
    double seconds = Math.max(0, Duration.between(level.at, now).toNanos() / 1e9);
    return Math.min(quota.depth(), level.tokens + seconds * quota.permitsPerSecond());
  }
}
