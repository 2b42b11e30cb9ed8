package io.fanlens.access;

import java.time.Instant;

/**
 * Who may call the API with a key of their own. The secret is derived and never stored.
 *
 * @param keyId the public part of the key pair
 * @param name what people call it
 * @param enabled whether its calls are accepted
 * @param version of the secret; a rotation adds 1
 * @param master the id of the master secret that this version was derived from
 * @param limit calls a day and a month
 * @param counted calls so far
 */
public record ApiClient(
    String keyId,
    String name,
    boolean enabled,
    int version,
    String master,
    CallLimit limit,
    Instant createdAt,
    CallCount counted) {

  public ApiClient {
    if (!ClientKeys.isKeyId(keyId)) {
      throw new IllegalArgumentException(
          "'%s' is not the id of a key; ids have 20 characters and begin with FL".formatted(keyId));
    }
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("the client has no name; give one");
    }
    if (version < 1) {
      throw new IllegalArgumentException(
          "version of client '%s' is %d; give at least 1".formatted(name, version));
    }
  }

  /** A new client that may call at once. */
  public static ApiClient created(
      String keyId, String name, String master, CallLimit limit, Instant now) {
    return new ApiClient(keyId, name, true, 1, master, limit, now, CallCount.NOTHING);
  }
}
