package io.fanlens.local.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The process of the function that sent a request: the SDK's User-Agent contains {@code
 * app/child-3}.
 */
public final class Caller {

  private static final Pattern APP = Pattern.compile("\\bapp/(child-[0-9]+)");

  private Caller() {}

  /** Empty when it was another sender. */
  public static String of(Request request) {
    String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
    Matcher matcher = APP.matcher(agent == null ? "" : agent);
    return matcher.find() ? matcher.group(1) : "";
  }
}
