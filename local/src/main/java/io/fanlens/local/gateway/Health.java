package io.fanlens.local.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Reports for each service whether its server accepts connections. */
final class Health extends Handler.Abstract {

  private static final int CONNECT_MILLIS = 1_000;

  private final Routes routes;

  Health(Routes routes) {
    this.routes = routes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Map<String, String> services = new TreeMap<>();
    for (String service : routes.services()) {
      URI server = routes.proxied().get(service);
      services.put(service, server == null || isUp(server) ? "running" : "down");
    }
    JsonAnswer.send(response, callback, 200, Map.of("services", services));
    return true;
  }

  private static boolean isUp(URI server) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHost(), Routes.port(server)), CONNECT_MILLIS);
      return true;
    } catch (IOException down) {
      return false;
    }
  }
}
