package io.fanlens.local.gateway;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Handler;

/**
 * The routes of the gateway. A service, named as in a SigV4 credential scope ({@code s3}), may have
 * a handler in this process, a server behind a URI, or both: the server gets what the handler
 * declines.
 *
 * @param proxied servers by service name
 * @param handled handlers by service name
 * @param control answers everything under {@code /_fanlens/}
 * @param filter called before each service request
 * @param access called before each service request of a role
 */
public record Routes(
    Map<String, URI> proxied,
    Map<String, Handler> handled,
    Handler control,
    RequestFilter filter,
    AccessCheck access) {

  public Routes {
    proxied = Map.copyOf(proxied);
    handled = Map.copyOf(handled);
    proxied.forEach(
        (service, uri) -> {
          if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                "The address of %s is %s, but it needs a scheme and a host, such as http://127.0.0.1:8000."
                    .formatted(service, uri));
          }
        });
  }

  public Routes(Map<String, URI> proxied, Map<String, Handler> handled, Handler control) {
    this(proxied, handled, control, RequestFilter.NONE, AccessCheck.NONE);
  }

  public Routes(
      Map<String, URI> proxied,
      Map<String, Handler> handled,
      Handler control,
      RequestFilter filter) {
    this(proxied, handled, control, filter, AccessCheck.NONE);
  }

  static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
  }

  Set<String> services() {
    Set<String> services = new TreeSet<>(proxied.keySet());
    services.addAll(handled.keySet());
    return services;
  }
}
