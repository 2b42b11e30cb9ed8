package io.fanlens.local.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A pool's access and ID tokens, with the claims that Amazon Cognito gives them. */
final class Tokens {
  private static final int KEY_BITS = 2048;

  private final UserPoolSpec pool;
  private final InstantSource clock;
  private final Set<String> issued = ConcurrentHashMap.newKeySet();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private RSAKey key;

  Tokens(UserPoolSpec pool, InstantSource clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** Made when first needed: it takes a moment. */
  private synchronized RSAKey key() {
    try {
      if (key == null) {
        key = new RSAKeyGenerator(KEY_BITS).keyID(UUID.randomUUID().toString()).generate();
      }
      return key;
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  SignedJWT access(Login login) {
    return signed(
        claims(login, "access", login.client().accessToken())
            .claim("version", 2)
            .claim("client_id", login.client().id())
            .claim("scope", String.join(" ", login.scopes().stream().sorted().toList()))
            .claim("username", login.user().userName()));
  }

  /**
   * The ID token.
   *
   * @param nonce of the request for the login
   */
  SignedJWT id(Login login, Optional<String> nonce) {
    JWTClaimsSet.Builder claims =
        claims(login, "id", login.client().idToken())
            .audience(login.client().id())
            .claim("cognito:username", login.user().userName());
    nonce.ifPresent(value -> claims.claim("nonce", value));
    if (login.scopes().contains("email")) {
      claims.claim("email", login.user().email()).claim("email_verified", true);
    }
    return signed(claims);
  }

  private JWTClaimsSet.Builder claims(Login login, String use, Duration life) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    issued.add(id);
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .subject(login.user().sub())
            .issuer(pool.issuer())
            .claim("token_use", use)
            .claim("origin_jti", login.originId())
            .claim("auth_time", login.since().getEpochSecond())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .jwtID(id);
    List<String> groups = login.user().groups(pool);
    return groups.isEmpty() ? claims : claims.claim("cognito:groups", groups);
  }

  private SignedJWT signed(JWTClaimsSet.Builder claims) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key().getKeyID()).build(),
            claims.build());
    try {
      token.sign(new RSASSASigner(key()));
    } catch (JOSEException e) {
      throw new IllegalStateException("a key of its own signs", e);
    }
    return token;
  }

  /** Signature, issuer and end. */
  TokenCheck check(String token) {
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      JWTClaimsSet claims = parsed.getJWTClaimsSet();
      if (!JWSAlgorithm.RS256.equals(parsed.getHeader().getAlgorithm())
          || !pool.issuer().equals(claims.getIssuer())
          || claims.getExpirationTime() == null
          || !parsed.verify(new RSASSAVerifier(key().toRSAPublicKey()))) {
        return new TokenCheck.Invalid();
      }
      boolean over = !clock.instant().isBefore(claims.getExpirationTime().toInstant());
      return over || ended.contains(claims.getJWTID())
          ? new TokenCheck.Expired()
          : new TokenCheck.Valid(claims.getClaims());
    } catch (ParseException | JOSEException e) {
      return new TokenCheck.Invalid();
    }
  }

  /** All tokens issued until now are over. */
  void end() {
    ended.addAll(issued);
  }
}
