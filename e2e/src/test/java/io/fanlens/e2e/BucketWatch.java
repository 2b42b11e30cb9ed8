package io.fanlens.e2e;

import io.fanlens.local.gateway.RequestFilter;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Keeps what is read from the bucket, by whom, and lets tests answer some of it themselves. */
public final class BucketWatch implements RequestFilter {

  /** Who reads. */
  public enum Reader {
    /** Asks for one version only. */
    FUNCTION,
    /** Reads whatever is there. */
    REKOGNITION
  }

  /**
   * One GET or HEAD of an object.
   *
   * @param range as it was asked for; empty for the whole object
   */
  public record Seen(Reader reader, String method, String key, String range) {}

  /** What a test does with a request. */
  @FunctionalInterface
  public interface Reaction {
    /** Whether it answered the request itself. */
    boolean answered(Response response, Callback callback) throws Exception;
  }

  private final List<Seen> all = new CopyOnWriteArrayList<>();
  private final Map<Seen, Reaction> reactions = new ConcurrentHashMap<>();

  /** Reacts to the first such request. */
  public void once(Seen request, Reaction reaction) {
    reactions.put(request, reaction);
  }

  public List<Seen> of(String key) {
    return all.stream().filter(seen -> seen.key().equals(key)).toList();
  }

  @Override
  public boolean answered(String service, Request request, Response response, Callback callback)
      throws Exception {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    String path = Request.getPathInContext(request);
    if (!service.equals("s3") || !reads || path.indexOf('/', 1) < 0) {
      return false;
    }
    boolean oneVersionOnly =
        request.getHeaders().contains(HttpHeader.IF_MATCH) || request.getMethod().equals("HEAD");
    String range = request.getHeaders().get(HttpHeader.RANGE);
    Seen seen =
        new Seen(
            oneVersionOnly ? Reader.FUNCTION : Reader.REKOGNITION,
            request.getMethod(),
            URLDecoder.decode(path.substring(path.indexOf('/', 1) + 1), StandardCharsets.UTF_8),
            range == null ? "" : range);
    all.add(seen);
    Reaction reaction = reactions.remove(seen);
    return reaction != null && reaction.answered(response, callback);
  }

  /** An error as S3 says it. */
  public static Reaction error(int status, String code) {
    return (response, callback) -> {
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
      String body = "<Error><Code>%s</Code><Message>as told</Message></Error>".formatted(code);
      response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
      return true;
    };
  }

  /** The beginning of an object that has more bytes than this machine has memory. */
  public static Reaction beginning(byte[] bytes, String range, long size) {
    return (response, callback) -> {
      response.setStatus(206);
      response.getHeaders().put(HttpHeader.CONTENT_RANGE, "%s/%d".formatted(range, size));
      response.write(true, ByteBuffer.wrap(bytes), callback);
      return true;
    };
  }
}
