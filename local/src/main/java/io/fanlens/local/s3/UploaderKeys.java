package io.fanlens.local.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses to read an object that was uploaded with a key of the uploader's own (SSE-C) without that
 * key, as S3 does. Nothing is encrypted, and any key will do.
 */
final class UploaderKeys extends Handler.Abstract {

  private static final String ALGORITHM = "x-amz-server-side-encryption-customer-algorithm";
  private static final String REFUSAL =
      "The object was stored using a form of Server Side Encryption. The correct parameters must be"
          + " provided to retrieve the object.";

  private final Set<String> encrypted = ConcurrentHashMap.newKeySet();

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path =
        URLDecoder.decode(
            request.getHttpURI().getPath().replace("+", "%2B"), StandardCharsets.UTF_8);
    boolean hasKey = request.getHeaders().contains(ALGORITHM);
    switch (request.getMethod()) {
      case "PUT" -> {
        if (hasKey) {
          encrypted.add(path);
        } else {
          encrypted.remove(path);
        }
      }
      case "DELETE" -> encrypted.remove(path);
      case "GET", "HEAD" -> {
        if (!hasKey && encrypted.contains(path)) {
          new S3Error(400, "InvalidRequest", REFUSAL).answer(request, response, callback);
          return true;
        }
      }
      default -> {
        // reads and writes no object
      }
    }
    return false;
  }
}
