package io.fanlens.local.apigateway;

import io.fanlens.local.apigateway.GatewayAnswer.Own;
import io.fanlens.local.signin.SignIn;
import io.fanlens.local.signin.TokenCheck;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The check of a token before a method, as authorizers of the type COGNITO_USER_POOLS do it.
 *
 * @param header that has the token
 * @param poolArns whose tokens are good
 * @param scopes of which an access token must have one; empty for ID tokens
 */
public record TokenAuthorizer(String header, List<String> poolArns, List<String> scopes) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public TokenAuthorizer {
    poolArns = List.copyOf(poolArns);
    scopes = List.copyOf(scopes);
  }

  /** What a check found. */
  sealed interface Decision {}

  /** The claims as a function gets them. */
  record Admitted(Map<String, String> claims) implements Decision {}

  record Refused(Own answer) implements Decision {}

  Decision decide(List<Map.Entry<String, String>> headers, SignIn signIn) {
    String token =
        headers.stream()
            .filter(one -> one.getKey().equalsIgnoreCase(header))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("")
            .strip();
    return switch (signIn.check(poolArns, token.replaceFirst("(?i)^Bearer ", ""))) {
      case TokenCheck.Valid valid -> decide(valid.claims());
      case TokenCheck.Expired _ -> new Refused(Own.EXPIRED_TOKEN);
      case TokenCheck.Invalid _ -> new Refused(Own.UNAUTHORIZED);
    };
  }

  private Decision decide(Map<String, Object> claims) {
    boolean access = "access".equals(claims.get("token_use"));
    if (access == scopes.isEmpty()) {
      return new Refused(Own.UNAUTHORIZED);
    }
    List<String> has = Arrays.asList(claims.getOrDefault("scope", "").toString().split(" "));
    return access && Collections.disjoint(has, scopes)
        ? new Refused(Own.ACCESS_DENIED)
        : new Admitted(texts(claims));
  }

  /** Every claim is a text: a time as Java prints one, except {@code auth_time}. */
  private static Map<String, String> texts(Map<String, Object> claims) {
    Map<String, String> texts = new TreeMap<>();
    claims.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  private static String text(Object value) {
    return switch (value) {
      case Date date -> DATE.format(date.toInstant());
      case Collection<?> all -> all.stream().map(String::valueOf).collect(Collectors.joining(","));
      default -> value.toString();
    };
  }
}
