package io.fanlens.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Publishes changes of a table that pass the pipe's filters to the event bus. */
public final class EventPipe implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventPipe.class);

  /** The polling interval of a real pipe. */
  private static final Duration BETWEEN_READS = Duration.ofMillis(250);

  private final PipeSpec spec;
  private final TableStream stream;
  private final Supplier<Optional<String>> refusal;
  private final Consumer<JsonNode> bus;
  private final InstantSource clock;
  private final Thread reader;

  private EventPipe(
      PipeSpec spec,
      TableStream stream,
      Supplier<Optional<String>> refusal,
      Consumer<JsonNode> bus,
      InstantSource clock) {
    this.refusal = refusal;
    this.spec = spec;
    this.stream = stream;
    this.bus = bus;
    this.clock = clock;
    this.reader = Thread.ofVirtual().name("pipe-" + spec.name()).unstarted(this::run);
  }

  /**
   * Starts with the next change.
   *
   * @param refusal the bus's error message for the pipe's role; empty when it may publish
   * @param bus receives what is published
   */
  public static EventPipe start(
      PipeSpec spec,
      DynamoDbStreamsClient streams,
      Supplier<Optional<String>> refusal,
      Consumer<JsonNode> bus,
      InstantSource clock) {
    TableStream stream =
        new TableStream(
            streams, spec.streamArn(), ShardIteratorType.fromValue(spec.startingPosition()));
    EventPipe pipe = new EventPipe(spec, stream, refusal, bus, clock);
    pipe.reader.start();
    return pipe;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        List<Record> changes = stream.read();
        changes.forEach(this::publish);
        if (changes.isEmpty()) {
          Thread.sleep(BETWEEN_READS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (SdkException e) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        LOG.warn("pipe {}: {}", spec.name(), e.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_READS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(Record change) {
    JsonNode record = StreamRecord.json(change, stream.arn());
    if (spec.filters().isEmpty() || spec.filters().stream().anyMatch(f -> f.matches(record))) {
      Optional<String> refused = refusal.get();
      refused.ifPresentOrElse(
          sentence -> LOG.warn("pipe {} cannot publish: {}", spec.name(), sentence),
          () -> bus.accept(event(record)));
    }
  }

  private ObjectNode event(JsonNode record) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "0")
            .put("id", UUID.randomUUID().toString())
            .put("detail-type", spec.detailType())
            .put("source", spec.source())
            .put("account", "000000000000")
            .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", spec.region());
    event.putArray("resources");
    event.set("detail", spec.template().map(each -> each.fill(record)).orElse(record));
    return event;
  }

  @Override
  public void close() throws InterruptedException {
    reader.interrupt();
    reader.join(Duration.ofSeconds(5));
  }
}
