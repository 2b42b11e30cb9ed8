package io.fanlens.local.gateway;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The one endpoint of the local cloud, by default {@code http://127.0.0.1:4566}. {@link #bind}
 * opens the port, so that servers can be given the address that clients will use (SQS puts it into
 * queue URLs); {@link #start} begins to serve. Requests in between wait.
 */
public final class Gateway implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int REQUEST_HEADER_BYTES = 64 * 1024;
  private static final long IDLE_MILLIS = 300_000;

  private final Server server;
  private final ServerConnector connector;

  private Gateway(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Opens the port; 0 for any free one.
   *
   * @throws IllegalStateException when the port is in use or not permitted
   */
  public static Gateway bind(int port) {
    // Handlers may block (one analyzes pictures), hence virtual threads.
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("gateway");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setRequestHeaderSize(REQUEST_HEADER_BYTES);
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    ServerConnector connector = new ServerConnector(server, 1, 2, new HttpConnectionFactory(http));
    connector.setHost(HOST);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(1_024);
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException taken) {
      throw new IllegalStateException(
          "Port %d on %s is not available (%s). Stop the program that uses it, or choose another port with --port."
              .formatted(port, HOST, reason(taken)),
          taken);
    }
    return new Gateway(server, connector);
  }

  private static String reason(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getMessage();
  }

  /** Begins to serve. */
  public void start(Routes routes) {
    server.setHandler(new RoutingHandler(routes));
    try {
      server.start();
    } catch (Exception failure) {
      close();
      throw new IllegalStateException(
          "The gateway on port %d did not start: %s".formatted(port(), failure.getMessage()),
          failure);
    }
  }

  public int port() {
    return connector.getLocalPort();
  }

  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + port());
  }

  /** Stops serving and frees the port; requests in progress are aborted. */
  @Override
  public void close() {
    try {
      connector.close();
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("The gateway did not stop: " + failure.getMessage(), failure);
    }
  }
}
