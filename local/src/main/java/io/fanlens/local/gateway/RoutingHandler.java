package io.fanlens.local.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Routes each request to its service. */
final class RoutingHandler extends Handler.Abstract {

  private static final String CONTROL_PATH = "/_fanlens";

  private final Routes routes;
  private final BackendProxy proxy;
  private final Health health;
  private final Guard guard;

  RoutingHandler(Routes routes) {
    this.routes = routes;
    this.proxy = new BackendProxy(routes.proxied());
    this.health = new Health(routes);
    this.guard = new Guard(routes.access());
    List<Handler> handlers = new ArrayList<>(routes.handled().values());
    handlers.add(routes.control());
    handlers.add(proxy);
    handlers.add(health);
    handlers.forEach(this::addBean);
  }

  @Override
  protected void doStart() throws Exception {
    for (Handler handler : getBeans(Handler.class)) {
      handler.setServer(getServer());
    }
    super.doStart();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    if (path != null && (path.equals(CONTROL_PATH) || path.startsWith(CONTROL_PATH + "/"))) {
      Handler control = path.equals(CONTROL_PATH + "/health") ? health : routes.control();
      return control.handle(request, response, callback);
    }
    String service = ServiceName.of(request);
    if (routes.filter().answered(service, request, response, callback)) {
      return true;
    }
    Optional<Request> admitted =
        guard.admitted(
            service, service.equals("s3") ? PathStyle.of(request) : request, response, callback);
    return admitted.isEmpty() || route(service, admitted.get(), response, callback);
  }

  private boolean route(String service, Request request, Response response, Callback callback)
      throws Exception {
    Handler handler = routes.handled().get(service);
    if (handler != null && handler.handle(request, response, callback)) {
      return true;
    }
    if (proxy.serves(service)) {
      return proxy.forward(service, request, response, callback);
    }
    JsonAnswer.error(
        response,
        callback,
        501,
        "NotImplemented",
        "The local cloud has no %s. It has: %s."
            .formatted(service, String.join(", ", routes.services())));
    return true;
  }
}
