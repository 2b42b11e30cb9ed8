package io.fanlens.local.faults;

import io.fanlens.local.gateway.Caller;
import io.fanlens.local.gateway.RequestFilter;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Puts a {@link FaultInjector} before the services. What it watches is read as a whole and relayed
 * by the filter itself, so that a request may be applied and its answer kept back. Each runs on a
 * virtual thread and may wait.
 */
public final class FaultFilter implements RequestFilter {

  private final FaultInjector meddler;

  public FaultFilter(FaultInjector meddler) {
    this.meddler = meddler;
  }

  @Override
  public boolean answered(String service, Request request, Response response, Callback callback) {
    String action = action(service, request);
    String caller = Caller.of(request);
    if (RelayedRequest.isRelayed(request) || !meddler.watches(service, action, caller)) {
      return false;
    }
    Thread.ofVirtual()
        .name("fault-filter")
        .start(() -> meddle(service, action, caller, request, response, callback));
    return true;
  }

  private void meddle(
      String service,
      String action,
      String caller,
      Request request,
      Response response,
      Callback callback) {
    try (InputStream in = Content.Source.asInputStream(request)) {
      ServiceRequest exchange =
          new ServiceRequest(
              service, action, request.getHttpURI().getPathQuery(), caller, in.readAllBytes());
      RelayedRequest relay = new RelayedRequest(exchange, request, response, callback, meddler);
      try {
        meddler.choose(exchange).run(relay);
      } catch (IOException | InterruptedException | RuntimeException e) {
        relay.drop();
      }
    } catch (IOException e) {
      callback.failed(e);
    }
  }

  private static String action(String service, Request request) {
    String target = request.getHeaders().get("X-Amz-Target");
    return service.equals("s3") || target == null
        ? request.getMethod()
        : target.substring(target.indexOf('.') + 1);
  }
}
