package io.fanlens.local.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Lambda's Runtime API (2018-06-01), one loopback port a child, so that a child is known by the
 * port it calls.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";

  /** The calls of one child. The answer to {@code next} may come much later. */
  interface Calls {
    void next(NextCall call);

    /** False when no such invocation runs in this child. */
    boolean answered(String requestId, String payload);

    boolean failed(String requestId, String error);

    void initFailed(String error);
  }

  private final Server server;
  private final Map<Connector, Calls> children = new ConcurrentHashMap<>();

  RuntimeApi(int maxChildren) {
    // Each port keeps one thread for its selector; the rest read and answer short calls.
    server = new Server(new QueuedThreadPool(16 + 2 * maxChildren));
    server.setHandler(new Router());
  }

  void start() throws Exception {
    server.start();
  }

  /** Opens a port for one child. */
  Port open(Calls calls) throws Exception {
    HttpConfiguration plain = new HttpConfiguration();
    plain.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(plain));
    connector.setHost("127.0.0.1");
    connector.setPort(0);
    // A child may wait for work for as long as the service likes.
    connector.setIdleTimeout(0);
    connector.setShutdownIdleTimeout(0);
    children.put(connector, calls);
    server.addConnector(connector);
    connector.start();
    return new Port(connector);
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  /** One child's address. */
  final class Port {
    private final ServerConnector connector;

    private Port(ServerConnector connector) {
      this.connector = connector;
    }

    String address() {
      return "127.0.0.1:" + connector.getLocalPort();
    }

    void close() {
      children.remove(connector);
      try {
        connector.stop();
      } catch (Exception e) {
        // The port belongs to a dead child; what it still holds goes with the server.
      }
      server.removeConnector(connector);
    }
  }

  /** An open request for work. */
  static final class NextCall {
    private final Response response;
    private final Callback callback;

    NextCall(Response response, Callback callback) {
      this.response = response;
      this.callback = callback;
    }

    void give(Invocation invocation) {
      response.setStatus(200);
      var headers = response.getHeaders();
      headers.put("Content-Type", "application/json");
      headers.put("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
      headers.put("Lambda-Runtime-Deadline-Ms", invocation.deadline().toEpochMilli());
      headers.put("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
      headers.put("Lambda-Runtime-Trace-Id", TraceId.of(invocation));
      response.write(true, UTF_8.encode(invocation.payload()), callback);
    }
  }

  private final class Router extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Calls child = children.get(request.getConnectionMetaData().getConnector());
      String path = Request.getPathInContext(request);
      if (child == null || !path.startsWith(BASE)) {
        return false;
      }
      String[] steps = path.substring(BASE.length()).split("/", 4);
      switch (request.getMethod() + " " + steps[0] + " " + steps[steps.length - 1]) {
        case "GET invocation next" -> child.next(new NextCall(response, callback));
        // No snapshot is taken here: the child is its own copy, and goes on at once.
        case "GET restore next" -> reply(response, callback, 200, "{}");
        case "POST invocation response" ->
            reply(response, callback, child.answered(steps[1], body(request)));
        case "POST invocation error" ->
            reply(response, callback, child.failed(steps[1], body(request)));
        case "POST init error", "POST restore error" -> {
          child.initFailed(body(request));
          reply(response, callback, true);
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    private String body(Request request) throws IOException {
      return new String(Content.Source.asInputStream(request).readAllBytes(), UTF_8);
    }

    private void reply(Response response, Callback callback, boolean accepted) {
      String text =
          accepted
              ? "{\"status\":\"OK\"}"
              : "{\"errorMessage\":\"No such invocation\",\"errorType\":\"InvalidRequestID\"}";
      reply(response, callback, accepted ? 202 : 400, text);
    }

    private void reply(Response response, Callback callback, int status, String text) {
      response.setStatus(status);
      response.getHeaders().put("Content-Type", "application/json");
      Content.Sink.write(response, true, text, callback);
    }
  }
}
