package io.fanlens.functions.page.request;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the gateway's authorizer leaves to its function: it takes the tokens of every client of the
 * pool. It has checked the signature already.
 *
 * @param issuer of the pool
 * @param clientId of the page
 */
public record TokenChecks(String issuer, String clientId, InstantSource clock) {

  private static final Pattern SUB = Pattern.compile("[A-Za-z0-9-]{1,128}");
  private static final String OPERATORS = "operators";

  /** The gateway gives every claim as a text. */
  public PageUser user(Map<String, String> claims) throws PageException {
    String sub = claims.getOrDefault("sub", "");
    if (!claims.getOrDefault("token_use", "").equals("access")
        || !claims.getOrDefault("client_id", "").equals(clientId)
        || !claims.getOrDefault("iss", "").equals(issuer)
        || !SUB.matcher(sub).matches()
        || isOver(claims.getOrDefault("exp", ""))) {
      throw new PageException(
          PageProblem.NOT_SIGNED_IN, "The token is not one of this page, or has ended.");
    }
    return new PageUser(sub, isOperator(claims.getOrDefault("cognito:groups", "")));
  }

  /** Seconds since 1970, or a date as Java prints one: gateways have given both. */
  private boolean isOver(String exp) {
    try {
      return !clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(exp)));
    } catch (NumberFormatException e) {
      return exp.isEmpty();
    }
  }

  /** {@code [a, operators]}, {@code a,operators} or {@code a operators}. */
  private static boolean isOperator(String groups) {
    return Arrays.asList(groups.split("[\\[\\],\\s]+")).contains(OPERATORS);
  }
}
