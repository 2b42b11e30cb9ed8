package io.fanlens.local.apigateway;

import io.fanlens.local.lambda.Timers;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The address of one REST API. It has a port of its own: on AWS a host names the API, and a client
 * signs host and path.
 */
public final class RestApiServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** Enough to see that the headers are too large, and to say so in the gateway's own form. */
  private static final int HEADER_BYTES = 256 * 1024;

  private final RestApiSpec api;
  private final Server server;
  private final ServerConnector connector;
  private final Timers timers;

  private RestApiServer(RestApiSpec api, Server server, ServerConnector connector, Timers timers) {
    this.api = api;
    this.server = server;
    this.connector = connector;
    this.timers = timers;
  }

  /**
   * Opens a port; requests wait until {@link #start}.
   *
   * @param preferredPort taken if it is free; 0 for any
   * @param timers end what takes too long; closed with this server
   */
  public static RestApiServer bind(RestApiSpec api, int preferredPort, Timers timers) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("rest-api");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    ServerConnector connector = new ServerConnector(server, 1, 2, new HttpConnectionFactory(http));
    connector.setHost(HOST);
    server.addConnector(connector);
    server.setErrorHandler(
        (request, response, callback) -> {
          response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
          String message = response.getStatus() < 500 ? "Bad Request" : "Internal server error";
          response.write(
              true,
              ByteBuffer.wrap(
                  "{\"message\":\"%s\"}".formatted(message).getBytes(StandardCharsets.UTF_8)),
              callback);
          return true;
        });
    open(connector, preferredPort);
    return new RestApiServer(api, server, connector, timers);
  }

  private static void open(ServerConnector connector, int preferredPort) {
    try {
      connector.setPort(preferredPort);
      connector.open();
    } catch (IOException taken) {
      if (preferredPort == 0) {
        throw new IllegalStateException("No port is free for a REST API: " + taken, taken);
      }
      open(connector, 0);
    }
  }

  /** Begins to serve. */
  public void start(FunctionInvoker functions) {
    server.setHandler(new RestApi(api, domain(), functions, timers));
    try {
      server.start();
    } catch (Exception failure) {
      throw new IllegalStateException("A REST API did not start: " + failure.getMessage(), failure);
    }
  }

  private String domain() {
    return HOST + ":" + connector.getLocalPort();
  }

  public URI endpoint() {
    return URI.create("http://" + domain());
  }

  /** A text with the API's address on AWS, with the local one in its place. */
  public String localized(String text) {
    return text.replace("https://" + api.host(), endpoint().toString());
  }

  @Override
  public void close() {
    try {
      connector.close();
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("A REST API did not stop: " + failure, failure);
    } finally {
      timers.close();
    }
  }
}
