package io.fanlens.local.signin;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * An app client of a user pool, without a secret.
 *
 * @param callbacks addresses that a login may return to
 * @param logouts addresses that a logout may return to
 * @param scopes that it may ask for
 * @param accessToken how long one is good; the ID token and the refresh token likewise
 */
public record AppClient(
    String id,
    List<String> callbacks,
    List<String> logouts,
    Set<String> scopes,
    Duration accessToken,
    Duration idToken,
    Duration refreshToken) {

  public AppClient {
    callbacks = List.copyOf(callbacks);
    logouts = List.copyOf(logouts);
    scopes = Set.copyOf(scopes);
  }
}
