package io.fanlens.local.gateway;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/**
 * Rewrites a virtual-hosted-style request to path style. SDKs write {@code
 * bucket.localhost:4566/key} when their endpoint is {@code localhost} and not an address.
 */
final class PathStyle extends Request.Wrapper {

  private static final String LOCAL = ".localhost";

  private final HttpURI uri;

  private PathStyle(Request request, String bucket) {
    super(request);
    HttpURI asSent = request.getHttpURI();
    this.uri = HttpURI.build(asSent).pathQuery("/" + bucket + asSent.getPathQuery()).asImmutable();
  }

  static Request of(Request request) {
    String bucket = bucket(request.getHeaders().get(HttpHeader.HOST));
    return bucket == null ? request : new PathStyle(request, bucket);
  }

  static String bucket(String host) {
    if (host == null) {
      return null;
    }
    int colon = host.indexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    return name.endsWith(LOCAL) && name.length() > LOCAL.length()
        ? name.substring(0, name.length() - LOCAL.length())
        : null;
  }

  @Override
  public HttpURI getHttpURI() {
    return uri;
  }
}
