package io.fanlens.functions.api;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.ClientTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Clients as they were read a short while ago. Keys that nobody has are remembered apart, so that a
 * stranger who tries many of them pushes no client out.
 */
final class KnownClients {

  /** A key that is created after it was tried works within this. */
  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);

  private static final int MOST = 1_000;

  private record Known(ApiClient client, Instant readAt) {}

  private final ClientTable table;
  private final InstantSource clock;
  private final Map<String, Known> known = new BoundedMap<>(MOST);
  private final Map<String, Instant> unknown = new BoundedMap<>(MOST);

  KnownClients(ClientTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /** The client of a key as it was not longer ago than this. */
  Optional<ApiClient> get(String keyId, Duration age) throws AccessUnavailableException {
    Instant now = clock.instant();
    synchronized (this) {
      Known last = known.get(keyId);
      if (last != null && now.isBefore(last.readAt().plus(age))) {
        return Optional.of(last.client());
      }
      Instant missed = unknown.get(keyId);
      if (missed != null && now.isBefore(missed.plus(UNKNOWN_FOR))) {
        return Optional.empty();
      }
    }
    Optional<ApiClient> read = table.get(keyId); // without the lock: others need not wait for it
    synchronized (this) {
      if (read.isPresent()) {
        known.put(keyId, new Known(read.get(), now));
        unknown.remove(keyId);
      } else {
        known.remove(keyId);
        unknown.put(keyId, now);
      }
    }
    return read;
  }
}
