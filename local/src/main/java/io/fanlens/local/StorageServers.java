package io.fanlens.local;

import io.fanlens.local.dynamodb.EmbeddedDynamoDb;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.s3.EmbeddedS3;
import io.fanlens.local.s3.NotificationSink;
import io.fanlens.local.sqs.EmbeddedSqs;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.server.Handler;

/**
 * S3, SQS and DynamoDB of one local cloud, started side by side. S3's events go to the queues.
 *
 * <p>{@link #proxied} and {@link #handled} are their part of the gateway's routes.
 */
public record StorageServers(EmbeddedS3 s3, EmbeddedSqs sqs, EmbeddedDynamoDb dynamoDb)
    implements AutoCloseable {

  /** Starts the servers for a gateway whose port is taken already. */
  public static StorageServers start(Gateway gateway, String region) {
    CompletableFuture<EmbeddedSqs> sqs =
        started(() -> EmbeddedSqs.start(region, gateway.endpoint()));
    CompletableFuture<EmbeddedDynamoDb> dynamoDb = started(EmbeddedDynamoDb::start);
    CompletableFuture<EmbeddedS3> s3 =
        started(() -> EmbeddedS3.start(region, sink(sqs), InstantSource.system()));
    try {
      CompletableFuture.allOf(s3, sqs, dynamoDb).join();
    } catch (CompletionException failure) {
      List.of(s3, sqs, dynamoDb).forEach(StorageServers::closeIfStarted);
      throw new IllegalStateException(failure.getCause().getMessage(), failure.getCause());
    }
    return new StorageServers(s3.join(), sqs.join(), dynamoDb.join());
  }

  public Map<String, URI> proxied() {
    return Map.of("s3", s3.endpoint(), "sqs", sqs.endpoint());
  }

  public Map<String, Handler> handled() {
    return Map.of("s3", s3.notificationHandler(), "dynamodb", dynamoDb.handler());
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    dynamoDb.close();
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

  private static <T extends AutoCloseable> CompletableFuture<T> started(
      java.util.function.Supplier<T> start) {
    return CompletableFuture.supplyAsync(start, task -> Thread.ofPlatform().daemon().start(task));
  }

  private static void closeIfStarted(CompletableFuture<? extends AutoCloseable> server) {
    server.whenComplete(
        (started, failure) -> {
          if (started != null) {
            try {
              started.close();
            } catch (Exception ignored) {
              // The failure that brought us here is the one to tell.
            }
          }
        });
  }
}
