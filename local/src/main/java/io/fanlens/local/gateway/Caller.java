package io.fanlens.local.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** The function's process that sent a request, from {@code app/child-3} in its User-Agent. */
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
