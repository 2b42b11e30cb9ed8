package io.fanlens.local.s3;

import io.fanlens.local.gateway.AccessCheck;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * S3 in this process, in memory: S3Proxy on a free loopback port, with the bucket notifications
 * that it lacks. No versions. Credentials are not checked.
 */
public final class EmbeddedS3 implements AutoCloseable {

  /** Enough for many concurrent slow uploads, each of which holds a thread. */
  private static final int THREADS = 400;

  /** No grace period: idle client connections must not delay the stop. */
  private static final long STOP_MILLIS = 0;

  private final S3Proxy server;
  private final ObservedStore store;
  private final Notifications notifications;
  private final InstantSource clock;

  private EmbeddedS3(
      S3Proxy server, ObservedStore store, Notifications notifications, InstantSource clock) {
    this.server = server;
    this.store = store;
    this.notifications = notifications;
    this.clock = clock;
  }

  /**
   * Starts the server.
   *
   * @param region for events
   * @param sink receives the events of buckets with notifications
   * @param permissions of buckets to send to queues
   * @param eventBridge receives the events of buckets that send theirs there
   */
  public static EmbeddedS3 start(
      String region,
      NotificationSink sink,
      NotificationPermissions permissions,
      EventBridge eventBridge,
      InstantSource clock) {
    Notifications notifications = new Notifications(sink, permissions, eventBridge, region, clock);
    ObservedStore store =
        new ObservedStore(
            new AnyKeyStore(new TransientNio2BlobStore()),
            TimeUnit.MILLISECONDS.toMicros(clock.millis()),
            notifications);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .ignoreUnknownHeaders(true)
            // Answered before it, by each bucket's own rules.
            .corsRules(
                new CrossOriginResourceSharing(List.of(), List.of(), List.of(), List.of(), ""))
            .jettyMaxThreads(THREADS)
            .stopTimeout(STOP_MILLIS)
            .build();
    try {
      server.start();
    } catch (Exception failure) {
      notifications.close();
      throw new IllegalStateException(
          "The S3 server did not start: " + failure.getMessage(), failure);
    }
    return new EmbeddedS3(server, store, notifications, clock);
  }

  /** Address of the server itself; clients use the gateway. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /**
   * Handles what the server lacks, and declines the rest, which goes to it.
   *
   * @param access of those who signed forms
   */
  public Handler handler(AccessCheck access) {
    return new Handler.Sequence(
        new NotificationEndpoint(notifications, store::containerExists),
        new CorsEndpoint(store::containerExists),
        new PresignedRequests(clock),
        new UploaderKeys(),
        new FormUploads(store, clock, access));
  }

  @Override
  public void close() {
    notifications.close();
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException(
          "The S3 server did not stop: " + failure.getMessage(), failure);
    }
    store.close();
  }
}
