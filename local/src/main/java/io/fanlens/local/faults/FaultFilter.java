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
 * Puts a {@link FaultInjector} in front of the services. Intercepted requests are buffered and
 * relayed by the filter itself, so that a request can be applied and its answer withheld. Each runs
 * on a virtual thread and may block.
 */
public final class FaultFilter implements RequestFilter {

  private final FaultInjector injector;

  public FaultFilter(FaultInjector injector) {
    this.injector = injector;
  }

  @Override
  public boolean answered(String service, Request request, Response response, Callback callback) {
    String action = action(service, request);
    String caller = Caller.of(request);
    if (RelayedRequest.isRelayed(request) || !injector.intercepts(service, action, caller)) {
      return false;
    }
    Thread.ofVirtual()
        .name("fault-filter")
        .start(() -> intercept(service, action, caller, request, response, callback));
    return true;
  }

  private void intercept(
      String service,
      String action,
      String caller,
      Request request,
      Response response,
      Callback callback) {
    try (InputStream in = Content.Source.asInputStream(request)) {
      ServiceRequest serviceRequest =
          new ServiceRequest(
              service, action, request.getHttpURI().getPathQuery(), caller, in.readAllBytes());
      RelayedRequest relay =
          new RelayedRequest(serviceRequest, request, response, callback, injector);
      try {
        injector.interventionFor(serviceRequest).run(relay);
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
