package io.fanlens.local.gateway;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sees every request before it is routed; tests put faults of a service here. */
@FunctionalInterface
public interface RequestFilter {

  /** Lets everything pass. */
  RequestFilter NONE = (service, request, response, callback) -> false;

  /**
   * Looks at one request.
   *
   * @return true when the filter has answered (or will complete the callback) itself, false to let
   *     the request go on to its service
   */
  boolean answered(String service, Request request, Response response, Callback callback)
      throws Exception;
}
