package io.fanlens.local.gateway;

import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Streams requests to the servers of the services, with path, query and headers unchanged: a key in
 * the path may contain anything, and signatures cover the Host header.
 */
final class BackendProxy extends ProxyHandler.Reverse {

  /** Each long poll holds a connection for 20 s, so many are needed. */
  private static final int MAX_CONNECTIONS = 2_048;

  /** Longer than the longest long poll (20 s) and any pause in a slow upload. */
  private static final long IDLE_MILLIS = 300_000;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final List<String> UPLOADERS_KEY =
      Stream.of("algorithm", "key", "key-MD5")
          .map(name -> "x-amz-server-side-encryption-customer-" + name)
          .toList();
  private static final String ANY_BYTES = "binary/octet-stream";

  private static final String SERVICE = BackendProxy.class.getName() + ".service";

  private final Map<String, URI> backends;

  BackendProxy(Map<String, URI> backends) {
    super(Request::getHttpURI);
    this.backends = backends;
    setUseServerThreadPool(true);
    setViaHost("gateway");
  }

  boolean serves(String service) {
    return backends.containsKey(service);
  }

  boolean forward(String service, Request request, Response response, Callback callback) {
    request.setAttribute(SERVICE, service);
    return handle(request, response, callback);
  }

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
    client.setMaxRequestsQueuedPerDestination(MAX_CONNECTIONS);
    client.setIdleTimeout(IDLE_MILLIS);
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
  }

  // Host, port and raw path separately: java.net.URI would reject many keys.
  @Override
  protected org.eclipse.jetty.client.Request newProxyToServerRequest(
      Request request, HttpURI rewritten) {
    URI backend = backends.get(service(request));
    return getHttpClient()
        .newRequest(backend.getHost(), Routes.port(backend))
        .scheme(backend.getScheme())
        .path(rewritten.getPathQuery())
        .method(request.getMethod());
  }

  /**
   * S3's server would read a body that is called a form as one, as curl calls every body; and it
   * refuses keys of the uploader's own.
   */
  @Override
  protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request toServer) {
    if (!service(request).equals("s3")) {
      return;
    }
    toServer.headers(
        headers -> {
          String type = headers.get(HttpHeader.CONTENT_TYPE);
          if (request.getMethod().equals("PUT")
              && type != null
              && type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            headers.put(HttpHeader.CONTENT_TYPE, ANY_BYTES);
          }
          UPLOADERS_KEY.forEach(headers::remove);
        });
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request request,
      org.eclipse.jetty.client.Request toServer,
      org.eclipse.jetty.client.Response fromServer,
      Response response,
      Callback callback,
      Throwable failure) {
    if (failure instanceof ConnectException && !response.isCommitted()) {
      String service = service(request);
      JsonAnswer.error(
          response,
          callback,
          503,
          "ServiceUnavailable",
          "The server of %s at %s does not answer; it has stopped or is still starting."
              .formatted(service, backends.get(service)));
      return;
    }
    super.onServerToProxyResponseFailure(
        request, toServer, fromServer, response, callback, failure);
  }

  private static String service(Request request) {
    return (String) request.getAttribute(SERVICE);
  }
}
