package io.fanlens.local.lambda.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.lambda.EventSourceMappingSpec;
import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.LambdaOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue of its own, a zip of {@link ScriptedFunction}, and all events so far. Nothing here
 * depends on the clock: time-outs end when the test says so, and what a function did not finish
 * comes back as soon as its invocation has ended.
 */
final class LambdaFixture implements LambdaListener {
  /** AWS Lambda's longest. Its end is the test's to declare. */
  static final Duration TIMEOUT = Duration.ofMinutes(15);

  final ManualTimers timers = new ManualTimers();
  final RecordedQueue queue;
  private final SqsClient sqs;
  private final String queueUrl;
  private final Path zip;
  private final List<LambdaEvent> events = new ArrayList<>();
  private final Map<String, List<String>> batches = new HashMap<>();

  LambdaFixture(SqsServer server, Path directory) throws IOException {
    sqs = server.client();
    queueUrl = server.createQueue();
    queue = new RecordedQueue(sqs, queueUrl);
    zip = functionZip(directory.resolve("function.zip"));
  }

  static Path functionZip(Path zip) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Class<?> type : List.of(ScriptedFunction.class, TypedFunction.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream("/" + name)) {
          out.putNextEntry(entry(name));
          in.transferTo(out);
        }
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

  FunctionSpec function(Map<String, String> environment) {
    return function(ScriptedFunction.class.getName() + "::handleRequest", environment);
  }

  FunctionSpec function(String handler, Map<String, String> environment) {
    return new FunctionSpec(
        "scripted",
        zip,
        handler,
        256,
        TIMEOUT,
        environment,
        "eu-west-1",
        FunctionSpec.thisJava(),
        List.of());
  }

  FunctionSpec function() {
    return function(Map.of());
  }

  EventSourceMappingSpec mapping(int batchSize, boolean report) {
    return mapping(batchSize, report, Duration.ZERO);
  }

  EventSourceMappingSpec mapping(int batchSize, boolean report, Duration window) {
    String arn = "arn:aws:sqs:eu-west-1:000000000000:queue";
    return new EventSourceMappingSpec(queueUrl, arn, batchSize, window, report, 10);
  }

  LambdaService start(EventSourceMappingSpec mapping) throws IOException {
    return start(function(), mapping);
  }

  LambdaService start(FunctionSpec function, EventSourceMappingSpec mapping) throws IOException {
    return start(function, mapping, options().build());
  }

  LambdaService start(FunctionSpec function, EventSourceMappingSpec mapping, LambdaOptions options)
      throws IOException {
    return LambdaService.start(function, mapping, queue.client(), this, options);
  }

  LambdaOptions.Builder options() {
    return LambdaOptions.builder()
        .maxChildren(2)
        .pollWait(Duration.ofSeconds(1))
        .timers(() -> timers);
  }

  void send(String... bodies) {
    for (String body : bodies) {
      sqs.sendMessage(m -> m.queueUrl(queueUrl).messageBody(body));
    }
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
  public void on(LambdaEvent event) {
    note(event);
    // Noted first, because what comes back may have been processed again before this returns.
    switch (event) {
      case LambdaEvent.BatchNotInvoked(List<String> messageIds, String _) ->
          queue.comeBack(messageIds);
      case LambdaEvent.InvocationEnded ended when ended.returned() > 0 ->
          queue.comeBack(batch(ended.requestId()));
      default -> {}
    }
  }

  private synchronized void note(LambdaEvent event) {
    if (event instanceof LambdaEvent.InvocationStarted started) {
      batches.put(started.requestId(), started.messageIds());
    }
    events.add(event);
    notifyAll();
  }

  private synchronized List<String> batch(String requestId) {
    return batches.get(requestId);
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
    Supplier<List<T>> fitting = () -> all(type).stream().filter(fits).toList();
    Patience patience = new Patience();
    while (fitting.get().size() < count) {
      patience.awaitChange(
          this, () -> count + " of " + type.getSimpleName() + " did not come; so far: " + events);
    }
    return fitting.get();
  }

  /** Waits until this many messages are deleted in all. */
  synchronized void awaitDeleted(int count) {
    Patience patience = new Patience();
    while (deleted() < count) {
      patience.awaitChange(this, () -> deleted() + " of " + count + " deleted: " + events);
    }
  }

  int deleted() {
    return all(LambdaEvent.InvocationEnded.class).stream()
        .mapToInt(LambdaEvent.InvocationEnded::deleted)
        .sum();
  }
}
