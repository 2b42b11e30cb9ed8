package io.fanlens.local.cloud;

import io.fanlens.local.dynamodb.EmbeddedDynamoDb;
import io.fanlens.local.gateway.AccessCheck;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.s3.EmbeddedS3;
import io.fanlens.local.s3.EventBridge;
import io.fanlens.local.s3.NotificationPermissions;
import io.fanlens.local.s3.NotificationSink;
import io.fanlens.local.sqs.EmbeddedSqs;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;

/**
 * S3, SQS and DynamoDB of one local cloud, started in parallel. S3's events go to the queues.
 *
 * <p>{@link #proxied} and {@link #handled} are their part of the gateway's routes.
 */
public final class StorageServers implements AutoCloseable {

  private final Map<String, URI> proxied = new HashMap<>();
  private final Map<String, Handler> handled = new HashMap<>();
  private final List<AutoCloseable> servers = new ArrayList<>();

  private StorageServers() {}

  /** Starts nothing: all three are at this external endpoint. */
  static StorageServers external(URI endpoint) {
    StorageServers none = new StorageServers();
    for (String service : List.of("s3", "sqs", "dynamodb")) {
      none.proxied.put(service, endpoint);
    }
    return none;
  }

  /**
   * Starts the servers for a bound gateway.
   *
   * @param region of the queues and the buckets
   * @param externalDynamoDb a DynamoDB endpoint to use in place of the embedded one
   */
  public static StorageServers start(
      Gateway gateway, String region, Optional<URI> externalDynamoDb) {
    return start(
        gateway,
        region,
        externalDynamoDb,
        UnaryOperator.identity(),
        NotificationPermissions.ALL,
        EventBridge.NONE,
        AccessCheck.NONE);
  }

  /**
   * As above.
   *
   * @param events wraps the delivery from S3 to the queues
   * @param permissions of buckets to send to queues
   * @param eventBridge receives the events of buckets that send theirs there
   * @param access of those who signed forms
   */
  static StorageServers start(
      Gateway gateway,
      String region,
      Optional<URI> externalDynamoDb,
      UnaryOperator<NotificationSink> events,
      NotificationPermissions permissions,
      EventBridge eventBridge,
      AccessCheck access) {
    CompletableFuture<EmbeddedSqs> sqs =
        started(() -> EmbeddedSqs.start(region, gateway.endpoint()));
    CompletableFuture<EmbeddedS3> s3 =
        started(
            () ->
                EmbeddedS3.start(
                    region,
                    events.apply(sink(sqs)),
                    permissions,
                    eventBridge,
                    InstantSource.system()));
    Optional<CompletableFuture<EmbeddedDynamoDb>> dynamoDb =
        externalDynamoDb.isPresent()
            ? Optional.empty()
            : Optional.of(started(EmbeddedDynamoDb::start));

    StorageServers all = new StorageServers();
    List<RuntimeException> failures = new ArrayList<>();
    all.join(s3, failures)
        .ifPresent(
            server -> {
              all.proxied.put("s3", server.endpoint());
              all.handled.put("s3", server.handler(access));
            });
    all.join(sqs, failures)
        .ifPresent(
            server -> {
              all.proxied.put("sqs", server.endpoint());
              all.handled.put("sqs", server.handler());
            });
    externalDynamoDb.ifPresent(uri -> all.proxied.put("dynamodb", uri));
    dynamoDb
        .flatMap(server -> all.join(server, failures))
        .ifPresent(server -> all.handled.put("dynamodb", server.handler()));
    if (!failures.isEmpty()) {
      all.close();
      throw failures.getFirst();
    }
    return all;
  }

  public Map<String, URI> proxied() {
    return Map.copyOf(proxied);
  }

  public Map<String, Handler> handled() {
    return Map.copyOf(handled);
  }

  /** Stops all servers, even if one of them fails to stop. */
  @Override
  public void close() {
    List<Exception> failures = new ArrayList<>();
    for (AutoCloseable server : servers) {
      try {
        server.close();
      } catch (Exception failure) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.getFirst().getMessage(), failures.getFirst());
    }
  }

  private <T extends AutoCloseable> Optional<T> join(
      CompletableFuture<T> starting, List<RuntimeException> failures) {
    try {
      T server = starting.join();
      servers.add(server);
      return Optional.of(server);
    } catch (CompletionException failure) {
      Throwable cause = failure.getCause();
      failures.add(
          new IllegalStateException(
              "A server of the local cloud did not start: " + cause.getMessage(), cause));
      return Optional.empty();
    }
  }

  private static <T> CompletableFuture<T> started(Supplier<T> start) {
    return CompletableFuture.supplyAsync(start, task -> Thread.ofPlatform().daemon().start(task));
  }

  private static NotificationSink sink(CompletableFuture<EmbeddedSqs> sqs) {
    return new NotificationSink() {
      @Override
      public boolean exists(String queueArn) {
        return sqs.join().sender().exists(queueArn);
      }

      @Override
      public void send(String queueArn, List<String> bodies) {
        sqs.join().sender().send(queueArn, bodies);
      }
    };
  }
}
