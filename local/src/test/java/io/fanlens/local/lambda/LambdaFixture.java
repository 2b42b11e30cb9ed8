package io.fanlens.local.lambda;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An SQS server, a queue of its own, a zip of {@link ScriptedFunction}, and all events so far. */
final class LambdaFixture implements AutoCloseable, LambdaListener {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final SqsClient sqs;
  final String queueUrl;
  private final SQSRestServer server;
  private final Path zip;
  private final List<LambdaEvent> events = new ArrayList<>();

  LambdaFixture(Path directory, Duration visibility) throws IOException {
    server =
        SQSRestServerBuilder.withPort(0)
            .withInterface("127.0.0.1")
            .withAWSRegion("eu-west-1")
            .withAWSAccountId("000000000000")
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    sqs = LambdaService.queueClient(URI.create("http://127.0.0.1:" + port), "eu-west-1", "local");
    queueUrl =
        sqs.createQueue(
                q ->
                    q.queueName("queue-" + UUID.randomUUID())
                        .attributes(
                            Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                Long.toString(visibility.toSeconds()))))
            .queueUrl();
    zip = functionZip(directory.resolve("function.zip"));
  }

  /** Messages that are not deleted are seen again after this time. */
  void comeBackAfter(Duration visibility) {
    sqs.setQueueAttributes(
        request ->
            request
                .queueUrl(queueUrl)
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        Long.toString(visibility.toSeconds()))));
  }

  static Path functionZip(Path zip) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      String name = ScriptedFunction.class.getName().replace('.', '/') + ".class";
      try (InputStream in = ScriptedFunction.class.getResourceAsStream("/" + name)) {
        out.putNextEntry(entry(name));
        in.transferTo(out);
      }
      for (Class<?> type : List.of(ObjectMapper.class, JsonFactory.class, JsonProperty.class)) {
        Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        out.putNextEntry(entry("lib/" + jar.getFileName()));
        Files.copy(jar, out);
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    return zip;
  }

  /** The same bytes each time, as a build's zip has. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    return entry;
  }

  FunctionSpec function(Duration timeout, Map<String, String> environment) {
    return new FunctionSpec(
        "scripted",
        zip,
        ScriptedFunction.class.getName() + "::handleRequest",
        256,
        timeout,
        environment,
        "eu-west-1",
        FunctionSpec.thisJava(),
        List.of());
  }

  FunctionSpec function() {
    return function(Duration.ofSeconds(30), Map.of());
  }

  EventSourceMappingSpec mapping(int batchSize, boolean report) {
    return mapping(batchSize, report, Duration.ZERO);
  }

  EventSourceMappingSpec mapping(int batchSize, boolean report, Duration window) {
    String arn = "arn:aws:sqs:eu-west-1:000000000000:queue";
    return new EventSourceMappingSpec(queueUrl, arn, batchSize, window, report, 10);
  }

  LambdaService start(FunctionSpec function, EventSourceMappingSpec mapping) throws IOException {
    return LambdaService.start(function, mapping, sqs, this, options());
  }

  LambdaOptions options() {
    return LambdaOptions.DEFAULT
        .withMaxChildren(2)
        .withPollWait(Duration.ofSeconds(1))
        .withStartRetry(Duration.ofMillis(200), Duration.ofSeconds(1));
  }

  void send(String... bodies) {
    for (String body : bodies) {
      sqs.sendMessage(m -> m.queueUrl(queueUrl).messageBody(body));
    }
  }

  /** The queue's client, but that the first so many calls of one method fail. */
  SqsClient failing(String method, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return (SqsClient)
        Proxy.newProxyInstance(
            SqsClient.class.getClassLoader(),
            new Class<?>[] {SqsClient.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method) && left.getAndDecrement() > 0) {
                throw SdkClientException.create("no connection to the queue");
              }
              try {
                return called.invoke(sqs, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Messages in the queue, seen and unseen. */
  int left() {
    var counts =
        sqs.getQueueAttributes(q -> q.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        + Integer.parseInt(
            counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  @Override
  public synchronized void on(LambdaEvent event) {
    events.add(event);
    notifyAll();
  }

  synchronized <T extends LambdaEvent> List<T> all(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<String> lines(String prefix) {
    return all(LambdaEvent.ChildOutput.class).stream()
        .map(LambdaEvent.ChildOutput::line)
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  /** Waits for the first event of a type that fits, past or to come. */
  <T extends LambdaEvent> T await(Class<T> type, Predicate<T> fits) {
    return awaitCount(type, fits, 1).getFirst();
  }

  synchronized <T extends LambdaEvent> List<T> awaitCount(
      Class<T> type, Predicate<T> fits, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<T> fitting = all(type).stream().filter(fits).toList();
      if (fitting.size() >= count) {
        return fitting;
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            count + " of " + type.getSimpleName() + " did not come; so far: " + events);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Waits until this many messages are deleted in all. */
  synchronized void awaitDeleted(int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (deleted() < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(deleted() + " of " + count + " deleted; so far: " + events);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  int deleted() {
    return all(LambdaEvent.InvocationEnded.class).stream()
        .mapToInt(LambdaEvent.InvocationEnded::deleted)
        .sum();
  }

  @Override
  public void close() {
    sqs.close();
    server.stopAndWait();
  }
}
