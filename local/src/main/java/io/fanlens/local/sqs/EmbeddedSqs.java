package io.fanlens.local.sqs;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.eclipse.jetty.server.Handler;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** SQS in this process, in memory: ElasticMQ on a free loopback port. */
public final class EmbeddedSqs implements AutoCloseable {

  /** Account id of all resources in the local cloud. */
  public static final String ACCOUNT = "000000000000";

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  // Daemon threads: without close() they would keep the program alive.
  private static final String SETTINGS =
      """
      pekko.daemonic = on
      pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
      pekko.logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
      pekko.loglevel = "ERROR"
      pekko.stdout-loglevel = "OFF"
      pekko.http.server.idle-timeout = 300s
      pekko.http.server.max-connections = 4096
      pekko.http.server.parsing.max-content-length = 4m
      """;

  private final ActorSystem system;
  private final URI endpoint;
  private final QueueSender sender;

  private EmbeddedSqs(ActorSystem system, URI endpoint) {
    this.system = system;
    this.endpoint = endpoint;
    this.sender = new QueueSender(endpoint);
  }

  /**
   * Starts the server.
   *
   * @param region for queue ARNs
   * @param visibleAt the gateway's address, for queue URLs
   */
  public static EmbeddedSqs start(String region, URI visibleAt) {
    ClassLoader loader = EmbeddedSqs.class.getClassLoader();
    ActorSystem system =
        ActorSystem.create(
            "sqs",
            ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load(loader)),
            loader);
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(system)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .withServerAddress(
                new NodeAddress(
                    visibleAt.getScheme(), visibleAt.getHost(), visibleAt.getPort(), ""))
            .withAWSRegion(region)
            .withAWSAccountId(ACCOUNT)
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return new EmbeddedSqs(system, URI.create("http://127.0.0.1:" + port));
  }

  /** Address of the server itself; clients use the gateway. */
  public URI endpoint() {
    return endpoint;
  }

  /** Handles what the server lacks, and declines the rest, which goes to it. */
  public Handler handler() {
    return new RetentionPeriods(endpoint);
  }

  /** Sends messages to queues without an SDK client. */
  public QueueSender sender() {
    return sender;
  }

  @Override
  public void close() {
    sender.close();
    // Terminates the whole actor system: the server's own stop would wait for open long polls.
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      throw new IllegalStateException("The SQS server did not stop in " + STOP_TIMEOUT + ".", late);
    }
  }
}
