package io.fanlens.local.signin;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fanlens.local.signin.TokenEndpoint.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The addresses of a pool's managed login. */
final class LoginHandler extends Handler.Abstract {
  private static final String COOKIE = "cognito";

  private final UserPoolSpec pool;
  private final Logins logins;
  private final TokenEndpoint tokens;

  LoginHandler(UserPoolSpec pool, Logins logins, TokenEndpoint tokens) {
    this.pool = pool;
    this.logins = logins;
    this.tokens = tokens;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    Map<String, List<String>> asked = URLUtils.parseParameters(query);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    try {
      switch (request.getMethod() + " " + request.getHttpURI().getPath()) {
        case "GET /oauth2/authorize" -> {
          Authorization wanted = Authorization.read(pool, asked);
          redirect(response, callback, next(wanted, query, cookie(request)));
        }
        case "GET /login" -> {
          Authorization.read(pool, asked);
          page(response, callback, 200, LoginPage.choice(query, pool));
        }
        case "POST /login" -> login(request, Authorization.read(pool, asked), response, callback);
        case "GET /logout" -> logout(request, asked, response, callback);
        case "POST /oauth2/token" -> answer(response, callback, tokens.token(form(request)));
        case "POST /oauth2/revoke" -> answer(response, callback, tokens.revoke(form(request)));
        default -> page(response, callback, 404, LoginPage.refusal("There is no such page."));
      }
    } catch (Refused e) {
      page(response, callback, 400, LoginPage.refusal(e.getMessage()));
    }
    return true;
  }

  private String next(Authorization wanted, String query, String sessionId) {
    Optional<String> error = wanted.error();
    if (error.isPresent()) {
      return error.get();
    }
    return logins
        .session(sessionId)
        .filter(_ -> !wanted.wantsLogin())
        .map(session -> wanted.granted(session, logins))
        .or(wanted::withoutUser)
        .orElse("/login?" + query);
  }

  private void login(Request request, Authorization wanted, Response response, Callback callback)
      throws IOException, Refused {
    Map<String, List<String>> chosen =
        URLUtils.parseParameters(Content.Source.asString(request, StandardCharsets.UTF_8));
    LocalUser user =
        LocalUser.named(Authorization.first(chosen, "username"))
            .orElseThrow(() -> new Refused("There is no such user."));
    String id = logins.begin(user);
    setCookie(response, HttpCookie.build(COOKIE, id));
    Logins.Session session = logins.session(id).orElseThrow();
    redirect(response, callback, wanted.error().orElseGet(() -> wanted.granted(session, logins)));
  }

  private void logout(
      Request request, Map<String, List<String>> asked, Response response, Callback callback)
      throws Refused {
    AppClient client = Authorization.client(pool, asked);
    String returnTo = Authorization.first(asked, "logout_uri");
    if (!client.logouts().contains(returnTo)) {
      throw new Refused("A logout of its app client may not return to '%s'".formatted(returnTo));
    }
    logins.end(cookie(request));
    setCookie(response, HttpCookie.build(COOKIE, "").maxAge(0));
    redirect(response, callback, returnTo);
  }

  private static void setCookie(Response response, HttpCookie.Builder cookie) {
    Response.addCookie(
        response, cookie.path("/").httpOnly(true).sameSite(HttpCookie.SameSite.LAX).build());
  }

  private static String cookie(Request request) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  private static HTTPRequest form(Request request) throws IOException {
    HTTPRequest http =
        new HTTPRequest(HTTPRequest.Method.POST, URI.create(request.getHttpURI().asString()));
    http.setHeader("Content-Type", request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    http.setBody(Content.Source.asString(request, StandardCharsets.UTF_8));
    return http;
  }

  private static void redirect(Response response, Callback callback, String address) {
    response.setStatus(302);
    response.getHeaders().put(HttpHeader.LOCATION, address);
    callback.succeeded();
  }

  private static void page(Response response, Callback callback, int status, String html) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
    Content.Sink.write(response, true, html, callback);
  }

  /** Pages of every origin may read it: what it gives away is bound to a code and its verifier. */
  private static void answer(Response response, Callback callback, Answer answer) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
    Content.Sink.write(response, true, answer.json(), callback);
  }
}
