package io.fanlens.local.signin;

import java.time.Instant;
import java.util.Set;

/**
 * A user who has signed in for an app client.
 *
 * @param scopes that the client got
 * @param originId of all tokens that come of it
 */
record Login(AppClient client, LocalUser user, Set<String> scopes, Instant since, String originId) {

  Login {
    scopes = Set.copyOf(scopes);
  }
}
