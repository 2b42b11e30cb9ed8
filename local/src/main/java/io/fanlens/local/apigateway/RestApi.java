package io.fanlens.local.apigateway;

import io.fanlens.local.apigateway.GatewayAnswer.Own;
import io.fanlens.local.lambda.Invoked;
import io.fanlens.local.lambda.Timers;
import io.fanlens.local.signin.SignIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One REST API: finds stage and method, checks the limits and the token, and has the function
 * answer.
 */
public final class RestApi extends Handler.Abstract {
  /** Of the request line and the headers together. */
  private static final int MAX_HEADER_BYTES = 10_240;

  private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  /** Of a synchronous invocation, for event and answer each. */
  private static final int MAX_PAYLOAD_BYTES = 6_291_556;

  private final RestApiSpec api;
  private final String domain;
  private final MediaTypes types;
  private final Compression compression;
  private final FunctionInvoker functions;
  private final SignIn signIn;
  private final Timers timers;
  private final Map<String, StageThrottle> throttles = new HashMap<>();

  /**
   * An API at its address.
   *
   * @param domain of that address, with the port
   * @param signIn checks tokens
   * @param timers end what takes too long
   */
  public RestApi(
      RestApiSpec api, String domain, FunctionInvoker functions, SignIn signIn, Timers timers) {
    this.api = api;
    this.domain = domain;
    this.types = new MediaTypes(api.binaryMediaTypes());
    this.compression = new Compression(api.minimumCompressionSize());
    this.functions = functions;
    this.signIn = signIn;
    this.timers = timers;
    api.stages()
        .forEach(stage -> throttles.put(stage.name(), new StageThrottle(stage, System::nanoTime)));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws InterruptedException {
    String requestId = UUID.randomUUID().toString();
    GatewayAnswer answer;
    try {
      answer = answer(request, requestId);
    } catch (IllegalArgumentException e) {
      answer = Own.BAD_REQUEST.answer(); // a percent sign that encodes nothing
    }
    answer = compression.of(answer, header(request, HttpHeader.ACCEPT_ENCODING));
    response.setStatus(answer.status());
    answer.headers().forEach(one -> response.getHeaders().add(one.getKey(), one.getValue()));
    response.getHeaders().put("x-amzn-RequestId", requestId);
    response.getHeaders().put("x-amz-apigw-id", requestId);
    response.write(true, answer.body(), callback);
    return true;
  }

  private GatewayAnswer answer(Request request, String requestId) throws InterruptedException {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    String fullPath = request.getHttpURI().getPath();
    String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    int headerBytes = fullPath.length() + query.length();
    for (HttpField field : request.getHeaders()) {
      String value = Optional.ofNullable(field.getValue()).orElse("");
      headers.add(Map.entry(field.getName(), value));
      headerBytes += field.getName().length() + value.length();
    }
    if (headerBytes > MAX_HEADER_BYTES) {
      return Own.HEADERS_TOO_LARGE.answer();
    }
    Optional<byte[]> body;
    try {
      body = body(request);
    } catch (IOException e) {
      return Own.BAD_REQUEST.answer(); // it was cut off
    }
    if (body.isEmpty()) {
      return Own.BODY_TOO_LARGE.answer();
    }
    String[] parts = fullPath.split("/", 3);
    String stage = parts.length > 1 ? parts[1] : "";
    if (!domain.equals(header(request, HttpHeader.HOST)) || !throttles.containsKey(stage)) {
      return Own.FORBIDDEN.answer();
    }
    String path = parts.length > 2 ? "/" + parts[2] : "/";
    UnaryOperator<String> values =
        GatewayResponses.values(
            Map.of(
                "requestId", requestId,
                "stage", stage,
                "path", fullPath,
                "httpMethod", request.getMethod(),
                "identity.sourceIp", Request.getRemoteAddr(request)),
            headers);
    String accept = header(request, HttpHeader.ACCEPT);
    Function<Own, GatewayAnswer> own = each -> api.responses().answer(each, accept, values);
    Optional<Target> match = match(request.getMethod(), path);
    if (match.isEmpty()) {
      return own.apply(Own.MISSING_AUTHENTICATION_TOKEN);
    }
    if (!throttles.get(stage).admits()) {
      return own.apply(Own.THROTTLED);
    }
    Optional<TokenAuthorizer.Decision> decision =
        match.get().method().authorizer().map(one -> one.decide(headers, signIn));
    if (decision.orElse(null) instanceof TokenAuthorizer.Refused(Own why)) {
      return own.apply(why);
    }
    ProxyEvent event =
        new ProxyEvent(
            api,
            domain,
            stage,
            request.getMethod(),
            match.get().method().path(),
            match.get().parameters(),
            decision
                .map(TokenAuthorizer.Admitted.class::cast)
                .map(TokenAuthorizer.Admitted::claims),
            path,
            fullPath,
            query,
            headers,
            Request.getRemoteAddr(request),
            requestId,
            Instant.now());
    String json = event.json(body.get(), types.contains(header(request, HttpHeader.CONTENT_TYPE)));
    if (bytes(json) > MAX_PAYLOAD_BYTES) {
      return own.apply(Own.REQUEST_TOO_LARGE);
    }
    String function = match.get().method().functionArn();
    if (functions.refusal(function, api.sourceArn(stage, request.getMethod(), path)).isPresent()) {
      return own.apply(Own.API_CONFIGURATION_ERROR);
    }
    boolean decode = types.contains(accept);
    return invoke(match.get().method(), json)
        .map(invoked -> answer(invoked, decode, own))
        .orElseGet(() -> own.apply(Own.INTEGRATION_TIMEOUT));
  }

  private record Target(RestApiSpec.Method method, Map<String, String> parameters) {}

  /** A resource by its own name comes before one with a parameter, a method before ANY. */
  private Optional<Target> match(String httpMethod, String path) {
    Optional<Target> best = Optional.empty();
    for (RestApiSpec.Method method : api.methods()) {
      boolean any = method.httpMethod().equals("ANY");
      Optional<Map<String, String>> parameters = method.path().match(path);
      if (parameters.isPresent() && (any || method.httpMethod().equals(httpMethod))) {
        Target match = new Target(method, parameters.get());
        if (best.isEmpty() || rank(match) < rank(best.get())) {
          best = Optional.of(match);
        }
      }
    }
    return best;
  }

  private static int rank(Target match) {
    boolean rest = match.method().path().toString().endsWith("+}");
    return (rest ? 1_000 : 0)
        + 2 * match.parameters().size()
        + (match.method().httpMethod().equals("ANY") ? 1 : 0);
  }

  private static Optional<byte[]> body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
      if (body.length <= MAX_BODY_BYTES) {
        return Optional.of(body);
      }
      // A client that is still sending when the connection ends would not see the answer.
      in.transferTo(OutputStream.nullOutputStream());
      return Optional.empty();
    }
  }

  private static String header(Request request, HttpHeader name) {
    return Optional.ofNullable(request.getHeaders().get(name)).orElse("");
  }

  private static int bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Empty when the function did not answer in time; it goes on, but no one hears it. */
  private Optional<Invoked> invoke(RestApiSpec.Method method, String event)
      throws InterruptedException {
    CompletableFuture<Optional<Invoked>> end = new CompletableFuture<>();
    Timers.Timer limit = timers.after(method.timeout(), () -> end.complete(Optional.empty()));
    Thread.ofVirtual()
        .name("invocation")
        .start(
            () -> {
              try {
                end.complete(Optional.of(functions.invoke(method.functionArn(), event)));
              } catch (InterruptedException | RuntimeException e) {
                end.complete(Optional.of(new Invoked.Failed(e.toString())));
              }
            });
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("An invocation always has an end", e);
    } finally {
      limit.cancel();
    }
  }

  private static GatewayAnswer answer(
      Invoked invoked, boolean decode, Function<Own, GatewayAnswer> own) {
    return switch (invoked) {
      case Invoked.Answered answered when bytes(answered.payload()) <= MAX_PAYLOAD_BYTES ->
          ProxyAnswer.read(answered.payload(), decode)
              .orElseGet(() -> own.apply(Own.INTEGRATION_FAILURE));
      case Invoked.Answered _, Invoked.Failed _ -> own.apply(Own.INTEGRATION_FAILURE);
      case Invoked.Throttled _ -> own.apply(Own.INTEGRATION_THROTTLED);
    };
  }
}
