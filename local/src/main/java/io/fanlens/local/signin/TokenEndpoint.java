package io.fanlens.local.signin;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.util.Optional;

/** {@code POST /oauth2/token} and {@code /oauth2/revoke}, as Amazon Cognito answers them. */
record TokenEndpoint(UserPoolSpec pool, Tokens tokens, Logins logins) {

  /**
   * An answer.
   *
   * @param json empty for no body
   */
  record Answer(int status, String json) {}

  Answer token(HTTPRequest http) {
    TokenRequest request;
    try {
      request = TokenRequest.parse(http);
    } catch (ParseException e) {
      return error(e.getErrorObject());
    }
    Optional<AppClient> client = client(request.getClientID());
    if (client.isEmpty()) {
      return error(OAuth2Error.INVALID_CLIENT);
    }
    return switch (request.getAuthorizationGrant()) {
      case AuthorizationCodeGrant code -> first(client.get(), code);
      case RefreshTokenGrant again ->
          logins
              .refreshed(again.getRefreshToken().getValue())
              .filter(login -> login.client().equals(client.get()))
              .map(login -> answer(login, Optional.empty(), null))
              .orElseGet(() -> error(OAuth2Error.INVALID_GRANT));
      default -> error(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    };
  }

  private Answer first(AppClient client, AuthorizationCodeGrant code) {
    return logins
        .redeem(code.getAuthorizationCode().getValue())
        .filter(granted -> granted.login().client().equals(client))
        .filter(granted -> granted.returnTo().equals(code.getRedirectionURI()))
        .filter(granted -> isProved(granted.challenge(), code.getCodeVerifier()))
        .map(
            granted ->
                answer(
                    granted.login(),
                    granted.nonce(),
                    new RefreshToken(logins.refreshToken(granted.login()))))
        .orElseGet(() -> error(OAuth2Error.INVALID_GRANT));
  }

  private static boolean isProved(Optional<CodeChallenge> challenge, CodeVerifier verifier) {
    return challenge
        .map(
            one ->
                verifier != null
                    && one.equals(CodeChallenge.compute(Authorization.CHALLENGE, verifier)))
        .orElse(verifier == null);
  }

  private Answer answer(Login login, Optional<String> nonce, RefreshToken refresh) {
    SignedJWT access = tokens.access(login);
    OIDCTokens all =
        new OIDCTokens(
            tokens.id(login, nonce),
            new BearerAccessToken(
                access.serialize(), login.client().accessToken().toSeconds(), null),
            refresh);
    return new Answer(200, new OIDCTokenResponse(all).toJSONObject().toJSONString());
  }

  /** Only refresh tokens can be revoked. What is none is revoked already. */
  Answer revoke(HTTPRequest http) {
    try {
      TokenRevocationRequest request = TokenRevocationRequest.parse(http);
      if (client(request.getClientID()).isEmpty()) {
        return error(OAuth2Error.INVALID_CLIENT);
      }
      logins.revoke(request.getToken().getValue());
      return new Answer(200, "");
    } catch (ParseException e) {
      return error(e.getErrorObject());
    }
  }

  private Optional<AppClient> client(ClientID id) {
    return Optional.ofNullable(id).flatMap(one -> pool.client(one.getValue()));
  }

  /** Amazon Cognito gives the code alone. */
  private static Answer error(ErrorObject error) {
    ErrorObject known = error == null ? OAuth2Error.INVALID_REQUEST : error;
    return new Answer(
        400,
        new TokenErrorResponse(new ErrorObject(known.getCode())).toJSONObject().toJSONString());
  }
}
