package io.fanlens.local.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.OIDCError;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One request for a login.
 *
 * @param asked its parameters
 * @param request the same, read
 */
record Authorization(
    AppClient client, Map<String, List<String>> asked, AuthorizationRequest request) {

  /** The only one that Amazon Cognito knows. */
  static final CodeChallengeMethod CHALLENGE = CodeChallengeMethod.S256;

  static Authorization read(UserPoolSpec pool, Map<String, List<String>> asked) throws Refused {
    AppClient client = client(pool, asked);
    try {
      AuthorizationRequest request = AuthorizationRequest.parse(asked);
      URI returnTo = request.getRedirectionURI();
      if (returnTo == null || !client.callbacks().contains(returnTo.toString())) {
        throw new Refused("redirect_mismatch: its app client may not return to " + returnTo);
      }
      return new Authorization(client, asked, request);
    } catch (ParseException e) {
      throw new Refused(e.getMessage());
    }
  }

  static AppClient client(UserPoolSpec pool, Map<String, List<String>> asked) throws Refused {
    return pool.client(first(asked, "client_id"))
        .orElseThrow(() -> new Refused("The user pool has no such app client."));
  }

  static String first(Map<String, List<String>> asked, String name) {
    return asked.getOrDefault(name, List.of("")).getFirst();
  }

  /** What the client gets in place of a code; empty when the request is good. */
  Optional<String> error() {
    if (!request.getResponseType().impliesCodeFlow()) {
      return Optional.of(back(OAuth2Error.UNAUTHORIZED_CLIENT));
    }
    if (!client.scopes().containsAll(scopes())) {
      return Optional.of(back(OAuth2Error.INVALID_SCOPE));
    }
    return request.getCodeChallenge() == null || CHALLENGE.equals(request.getCodeChallengeMethod())
        ? Optional.empty()
        : Optional.of(back(OAuth2Error.INVALID_REQUEST));
  }

  /** Whether a user must choose again, though there is a session. */
  boolean wantsLogin() {
    return first(asked, "prompt").equals("login");
  }

  /** The answer without a session, where nobody may be asked; empty where a user may. */
  Optional<String> withoutUser() {
    return first(asked, "prompt").equals("none")
        ? Optional.of(back(OIDCError.LOGIN_REQUIRED))
        : Optional.empty();
  }

  /** Back to the client, with a code. */
  String granted(Logins.Session session, Logins logins) {
    Login login =
        new Login(client, session.user(), scopes(), session.since(), UUID.randomUUID().toString());
    String code =
        logins.code(
            login,
            request.getRedirectionURI(),
            Optional.ofNullable(request.getCodeChallenge()),
            Optional.ofNullable(asked.get("nonce")).map(List::getFirst));
    return new AuthorizationSuccessResponse(
            request.getRedirectionURI(),
            new AuthorizationCode(code),
            null,
            request.getState(),
            ResponseMode.QUERY)
        .toURI()
        .toString();
  }

  private Set<String> scopes() {
    return request.getScope() == null
        ? client.scopes()
        : new HashSet<>(request.getScope().toStringList());
  }

  private String back(ErrorObject error) {
    return new AuthorizationErrorResponse(
            request.getRedirectionURI(), error, request.getState(), ResponseMode.QUERY)
        .toURI()
        .toString();
  }
}
