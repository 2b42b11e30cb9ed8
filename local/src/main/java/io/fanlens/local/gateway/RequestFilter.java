package io.fanlens.local.gateway;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Receives every request before it is routed; used to inject faults. */
@FunctionalInterface
public interface RequestFilter {

  /** Passes everything. */
  RequestFilter NONE = (service, request, response, callback) -> false;

  /**
   * Handles or passes one request.
   *
   * @return true when the filter has answered or will complete the callback, false to pass the
   *     request to its service
   */
  boolean answered(String service, Request request, Response response, Callback callback)
      throws Exception;
}
