package io.fanlens.local.signin;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code DELETE /_fanlens/sign-in/tokens} ends all tokens at once, as an hour would; {@code DELETE
 * /_fanlens/sign-in/sessions} the sessions, too.
 */
public final class SignInControl extends Handler.Abstract {
  private static final String PATH = "/_fanlens/sign-in/";

  private volatile SignIn signIn;

  /** Until then there is nothing to end. */
  public void set(SignIn started) {
    signIn = started;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    if (signIn == null || !path.startsWith(PATH) || !request.getMethod().equals("DELETE")) {
      return false;
    }
    switch (path.substring(PATH.length())) {
      case "tokens" -> signIn.endTokens();
      case "sessions" -> signIn.endSessions();
      default -> {
        return false;
      }
    }
    response.setStatus(204);
    callback.succeeded();
    return true;
  }
}
