package io.fanlens.bench.realtime;

import io.fanlens.bench.simulation.Scenario;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.WeightedChoice;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An API before the local Rekognition endpoint: a call for each request, 429 where it gets no
 * answer.
 */
public final class CallDoor implements AutoCloseable {

  private static final int TOO_MANY_REQUESTS = 429;

  private final ScriptedRekognition service;
  private final Clients clients;
  private final Server server;
  private final ServerConnector connector;

  private CallDoor(Scenario scenario, SenderChoice choice, Duration least) throws Exception {
    this.service = new ScriptedRekognition(scenario.pool(), scenario.depthSeconds());
    this.clients = new Clients(service.uri());
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    this.server = new Server(threads);
    this.connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(1024);
    server.addConnector(connector);
    server.setHandler(new Calls(choice.of(scenario, clients), least));
    server.start();
  }

  private interface SenderChoice {
    Sender of(Scenario scenario, Clients clients);
  }

  /**
   * As the function of the AWS article does it: it draws a Region by weight and calls it once.
   *
   * @param least an answer takes at least so long, with all that a gateway and a function add
   */
  public static CallDoor drawing(Scenario scenario, Duration least) throws Exception {
    return new CallDoor(scenario, CallDoor::once, least);
  }

  /** As Fanlens' API does it, whose core reserves first. */
  public static CallDoor reserving(Scenario scenario, Duration least) throws Exception {
    return new CallDoor(scenario, (all, to) -> WaySender.of(Way.FANLENS, all, to), least);
  }

  private static Sender once(Scenario scenario, Clients clients) {
    List<TargetQuota> quotas = scenario.pool().groups().getFirst().targets();
    WeightedChoice choice = new WeightedChoice(new Random(scenario.seed()));
    return () -> {
      try {
        String region = choice.draw(quotas, TargetQuota::weight).target().region();
        clients.plain(region).detectFaces(CallRequests.PICTURE);
        return true;
      } catch (SdkException e) {
        return false;
      }
    };
  }

  /** Ends in a slash. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
  }

  @Override
  public void close() throws Exception {
    server.stop();
    clients.close();
    service.close();
  }

  /** Each request waits on a virtual thread of its own. */
  private static final class Calls extends Handler.Abstract {

    private final Sender sender;
    private final Duration least;

    Calls(Sender sender, Duration least) {
      this.sender = sender;
      this.least = least;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      long begin = System.nanoTime();
      Content.Source.consumeAll(request);
      boolean isAnswered = sender.send();
      Thread.sleep(Duration.ofNanos(Math.max(0, begin + least.toNanos() - System.nanoTime())));
      if (!isAnswered) {
        response.setStatus(TOO_MANY_REQUESTS);
      }
      response.write(true, ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8)), callback);
      return true;
    }
  }
}
