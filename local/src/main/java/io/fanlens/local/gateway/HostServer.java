package io.fanlens.local.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server with a port of its own, for what is a host of its own on AWS: clients sign the host, and
 * browsers keep one origin from another.
 */
public final class HostServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** Enough to see that the headers are too large, and to say so in the service's own form. */
  private static final int HEADER_BYTES = 256 * 1024;

  private final Server server;
  private final ServerConnector connector;

  private HostServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Opens a port; requests wait until {@link #start}.
   *
   * @param preferredPort taken if it is free; 0 for any
   */
  public static HostServer bind(int preferredPort) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("host");
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
    return new HostServer(server, connector);
  }

  private static void open(ServerConnector connector, int preferredPort) {
    try {
      connector.setPort(preferredPort);
      connector.open();
    } catch (IOException taken) {
      if (preferredPort == 0) {
        throw new IllegalStateException("No port is free for a server: " + taken, taken);
      }
      open(connector, 0);
    }
  }

  /** Begins to serve. */
  public void start(Handler handler) {
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception failure) {
      throw new IllegalStateException(
          "The server of %s did not start: %s".formatted(domain(), failure.getMessage()), failure);
    }
  }

  /** Host and port, as in the header Host. */
  public String domain() {
    return HOST + ":" + connector.getLocalPort();
  }

  public URI endpoint() {
    return URI.create("http://" + domain());
  }

  @Override
  public void close() {
    try {
      connector.close();
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("A server did not stop: " + failure, failure);
    }
  }
}
