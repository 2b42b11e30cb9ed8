package io.fanlens.local.s3;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Which pages may use a bucket from a browser: answers {@code ?cors} and what browsers ask before a
 * request, and adds the headers that let a page read an answer. A bucket without rules may be used
 * by every page of this machine, which Amazon S3 does not allow.
 */
final class CorsEndpoint extends Handler.Abstract {

  private static final String VARY =
      "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

  private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE");

  private static final List<String> ALL = List.of("*");

  private static final List<CorsRule> LOCAL_PAGES =
      List.of(
          new CorsRule(
              "",
              List.of(
                  "http://localhost",
                  "https://localhost",
                  "http://127.0.0.1",
                  "https://127.0.0.1",
                  "http://localhost:*",
                  "https://localhost:*",
                  "http://127.0.0.1:*",
                  "https://127.0.0.1:*"),
              METHODS,
              ALL,
              List.of("ETag"),
              -1));

  private final Predicate<String> bucketExists;
  private final Map<String, List<CorsRule>> rules = new ConcurrentHashMap<>();

  CorsEndpoint(Predicate<String> bucketExists) {
    this.bucketExists = bucketExists;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String bucket = BucketRequest.bucket(request);
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    try {
      if (request.getMethod().equals("OPTIONS")) {
        preflight(bucket, origin, request.getHeaders(), response.getHeaders());
        response.setStatus(200);
        callback.succeeded();
        return true;
      }
      if (BucketRequest.asksFor("cors", request)) {
        configure(bucket, request, response, callback);
        return true;
      }
    } catch (S3Error error) {
      error.answer(request, response, callback);
      return true;
    }
    if (origin != null) {
      of(bucket, origin, request.getMethod(), List.of())
          .ifPresent(rule -> allow(rule, origin, response.getHeaders()));
    }
    return false;
  }

  private void configure(String bucket, Request request, Response response, Callback callback)
      throws Exception {
    if (!bucketExists.test(bucket)) {
      throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    String answer = "";
    switch (request.getMethod()) {
      case "PUT" ->
          rules.put(bucket, CorsXml.read(Content.Source.asInputStream(request).readAllBytes()));
      case "DELETE" -> {
        rules.remove(bucket);
        response.setStatus(204);
      }
      default -> {
        List<CorsRule> configured = rules.get(bucket);
        if (configured == null) {
          throw new S3Error(
              404, "NoSuchCORSConfiguration", "The CORS configuration does not exist");
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        answer = CorsXml.write(configured);
      }
    }
    Content.Sink.write(response, true, answer, callback);
  }

  private void preflight(
      String bucket, String origin, HttpFields asked, HttpFields.Mutable answer) {
    if (origin == null) {
      throw new S3Error(
          400, "BadRequest", "Insufficient information. Origin request header needed.");
    }
    String method = asked.get(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    if (method == null) {
      throw new S3Error(400, "BadRequest", "Invalid Access-Control-Request-Method: null");
    }
    String requested = asked.get(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
    List<String> headers =
        requested == null
            ? List.of()
            : Arrays.stream(requested.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(header -> !header.isEmpty())
                .toList();
    CorsRule rule =
        of(bucket, origin, method, headers)
            .orElseThrow(
                () ->
                    new S3Error(
                        403, "AccessForbidden", "CORSResponse: This CORS request is not allowed."));
    allow(rule, origin, answer);
    if (!headers.isEmpty()) {
      answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", headers));
    }
  }

  private Optional<CorsRule> of(String bucket, String origin, String method, List<String> headers) {
    return rules.getOrDefault(bucket, LOCAL_PAGES).stream()
        .filter(rule -> rule.allows(origin, method, headers))
        .findFirst();
  }

  private static void allow(CorsRule rule, String origin, HttpFields.Mutable answer) {
    answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, rule.isForEveryone() ? "*" : origin);
    if (!rule.isForEveryone()) {
      answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
    answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", rule.methods()));
    if (!rule.exposed().isEmpty()) {
      answer.put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", rule.exposed()));
    }
    if (rule.maxAgeSeconds() >= 0) {
      answer.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, Integer.toString(rule.maxAgeSeconds()));
    }
    answer.put(HttpHeader.VARY, VARY);
  }
}
