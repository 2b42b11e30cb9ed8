package io.fanlens.local.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends a request to its service through the gateway again, bypassing the filter. */
final class RelayedRequest implements Interception {

  private static final String MARK = "X-Fanlens-Relayed";
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  /** Hop-by-hop headers, or set by the client itself. */
  private static final Set<String> NOT_COPIED =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ServiceRequest serviceRequest;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final FaultInjector injector;
  private boolean ended;

  RelayedRequest(
      ServiceRequest serviceRequest,
      Request request,
      Response response,
      Callback callback,
      FaultInjector injector) {
    this.serviceRequest = serviceRequest;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.injector = injector;
  }

  static boolean isRelayed(Request request) {
    return request.getHeaders().contains(MARK);
  }

  @Override
  public ServiceRequest request() {
    return serviceRequest;
  }

  @Override
  public ServiceResponse apply() throws IOException, InterruptedException {
    return apply(serviceRequest.body());
  }

  @Override
  public ServiceResponse apply(byte[] body) throws IOException, InterruptedException {
    int port =
        ((InetSocketAddress) request.getConnectionMetaData().getLocalSocketAddress()).getPort();
    HttpRequest.Builder copy =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + serviceRequest.path()))
            .timeout(TIMEOUT)
            .header(MARK, "1")
            .method(
                request.getMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    for (HttpField field : request.getHeaders()) {
      if (!NOT_COPIED.contains(field.getLowerCaseName())) {
        copy.header(field.getName(), field.getValue());
      }
    }
    HttpResponse<byte[]> got = HTTP.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
    ServiceResponse answer = new ServiceResponse(got.statusCode(), got.headers().map(), got.body());
    injector.applied(serviceRequest, answer);
    return answer;
  }

  @Override
  public void answer(ServiceResponse answer) {
    begin(answer);
    byte[] body = isHead() ? new byte[0] : answer.body();
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  @Override
  public void answerSlowly(ServiceResponse answer, Duration pause) throws InterruptedException {
    if (isHead() || answer.body().length == 0) {
      // Without a body, the head alone completes the response, so wait before it.
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      answer(answer);
      return;
    }
    begin(answer);
    int half = answer.body().length / 2;
    CompletableFuture<Void> sent = new CompletableFuture<>();
    response.write(
        false, ByteBuffer.wrap(answer.body(), 0, half), Callback.from(() -> sent.complete(null)));
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    response.write(
        true, ByteBuffer.wrap(answer.body(), half, answer.body().length - half), callback);
  }

  private void begin(ServiceResponse answer) {
    ended = true;
    response.setStatus(answer.status());
    answer
        .headers()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!lower.startsWith(":") && !NOT_COPIED.contains(lower)) {
                response.getHeaders().put(name, values);
              }
            });
    // The response to a HEAD has the length of the body that it does not send.
    long length =
        isHead()
            ? Long.parseLong(
                answer.headers().getOrDefault("content-length", List.of("0")).getFirst())
            : answer.body().length;
    response.getHeaders().put("Content-Length", Long.toString(length));
  }

  private boolean isHead() {
    return request.getMethod().equals("HEAD");
  }

  @Override
  public void drop() {
    if (!ended) {
      ended = true;
      request.getConnectionMetaData().getConnection().getEndPoint().close();
      callback.failed(new Dropped());
    }
  }

  /** Quiet, so that Jetty does not log it as a failure. */
  private static final class Dropped extends Exception implements QuietException {
    Dropped() {
      super("the connection is dropped on purpose", null, false, false);
    }
  }
}
