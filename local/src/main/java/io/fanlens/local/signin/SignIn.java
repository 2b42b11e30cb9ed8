package io.fanlens.local.signin;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;

/** The stack's user pools at work: their logins, and the check of their tokens. */
public final class SignIn {
  private record Pool(UserPoolSpec spec, Tokens tokens, Logins logins) {}

  private final Map<String, Pool> byArn = new LinkedHashMap<>();

  private final InstantSource clock;

  public SignIn(List<UserPoolSpec> pools, InstantSource clock) {
    this.clock = clock;
    pools.forEach(
        pool -> byArn.put(pool.arn(), new Pool(pool, new Tokens(pool, clock), new Logins(clock))));
  }

  public List<UserPoolSpec> pools() {
    return byArn.values().stream().map(Pool::spec).toList();
  }

  /** The addresses of a pool's managed login. */
  public Handler login(UserPoolSpec pool) {
    Pool own = byArn.get(pool.arn());
    return new LoginHandler(
        pool, own.logins(), new TokenEndpoint(pool, own.tokens(), own.logins()));
  }

  /**
   * Whether a token is good.
   *
   * @param poolArns whose it may be
   */
  public TokenCheck check(List<String> poolArns, String token) {
    TokenCheck found = new TokenCheck.Invalid();
    for (String arn : poolArns) {
      if (found instanceof TokenCheck.Invalid && byArn.containsKey(arn)) {
        found = byArn.get(arn).tokens().check(token);
      }
    }
    return found;
  }

  /**
   * An access token as a user gets it at the first app client that there is, with all its scopes:
   * for programs and tests, which need no browser.
   */
  public String accessToken(LocalUser user) {
    Pool pool =
        byArn.values().stream()
            .filter(one -> !one.spec().clients().isEmpty())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("The stack has no app client"));
    AppClient client = pool.spec().clients().getFirst();
    Login login =
        new Login(client, user, client.scopes(), clock.instant(), UUID.randomUUID().toString());
    return pool.tokens().access(login).serialize();
  }

  /** Tokens issued until now are over; those of a refresh or a new login are good. */
  public void endTokens() {
    byArn.values().forEach(pool -> pool.tokens().end());
  }

  /** Everybody must sign in again. */
  public void endSessions() {
    endTokens();
    byArn.values().forEach(pool -> pool.logins().endAll());
  }
}
