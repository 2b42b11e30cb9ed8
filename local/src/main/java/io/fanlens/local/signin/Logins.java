package io.fanlens.local.signin;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A pool's browser sessions, its codes that wait for their client, and its refresh tokens. */
final class Logins {
  /** Of a session, as Amazon Cognito has it. */
  private static final Duration SESSION = Duration.ofHours(1);

  private static final Duration CODE = Duration.ofMinutes(5);

  /** A browser's session. */
  record Session(LocalUser user, Instant since) {}

  /** What a code stands for, and what its client must prove to get it. */
  record Granted(
      Login login,
      URI returnTo,
      Optional<CodeChallenge> challenge,
      Optional<String> nonce,
      Instant end) {}

  private record Refreshable(Login login, Instant end) {}

  private final InstantSource clock;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Map<String, Granted> codes = new ConcurrentHashMap<>();
  private final Map<String, Refreshable> refreshTokens = new ConcurrentHashMap<>();

  Logins(InstantSource clock) {
    this.clock = clock;
  }

  /** Begins a session: its id, for a cookie. */
  String begin(LocalUser user) {
    String id = UUID.randomUUID().toString();
    sessions.put(id, new Session(user, clock.instant()));
    return id;
  }

  Optional<Session> session(String id) {
    return Optional.ofNullable(sessions.get(id))
        .filter(session -> clock.instant().isBefore(session.since().plus(SESSION)));
  }

  void end(String sessionId) {
    sessions.remove(sessionId);
  }

  String code(
      Login login, URI returnTo, Optional<CodeChallenge> challenge, Optional<String> nonce) {
    String code = UUID.randomUUID().toString();
    codes.put(code, new Granted(login, returnTo, challenge, nonce, clock.instant().plus(CODE)));
    return code;
  }

  /** What a code stands for, once. */
  Optional<Granted> redeem(String code) {
    return Optional.ofNullable(codes.remove(code))
        .filter(granted -> clock.instant().isBefore(granted.end()));
  }

  String refreshToken(Login login) {
    String token = "refresh-" + UUID.randomUUID();
    refreshTokens.put(
        token, new Refreshable(login, clock.instant().plus(login.client().refreshToken())));
    return token;
  }

  Optional<Login> refreshed(String token) {
    return Optional.ofNullable(refreshTokens.get(token))
        .filter(one -> clock.instant().isBefore(one.end()))
        .map(Refreshable::login);
  }

  void revoke(String refreshToken) {
    refreshTokens.remove(refreshToken);
  }

  /** All sessions end, and nothing is refreshed any more. */
  void endAll() {
    sessions.clear();
    codes.clear();
    refreshTokens.clear();
  }
}
