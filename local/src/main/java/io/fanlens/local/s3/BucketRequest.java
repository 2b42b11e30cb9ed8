package io.fanlens.local.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.server.Request;

/** What a request in path style names. */
final class BucketRequest {

  private BucketRequest() {}

  /** Empty for a request about no bucket, such as their list. */
  static String bucket(Request request) {
    String bare = request.getHttpURI().getPath().substring(1);
    int slash = bare.indexOf('/');
    return URLDecoder.decode(slash < 0 ? bare : bare.substring(0, slash), StandardCharsets.UTF_8);
  }

  /** Whether it is about such a part of the bucket's configuration: {@code ?cors}. */
  static boolean asksFor(String subresource, Request request) {
    String query = request.getHttpURI().getQuery();
    return query != null
        && Arrays.stream(query.split("&"))
            .anyMatch(
                parameter ->
                    parameter.equals(subresource) || parameter.startsWith(subresource + "="));
  }
}
