package io.fanlens.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.fanlens.functions.log.JsonLog;
import io.fanlens.pipeline.queue.BatchOrder;
import io.fanlens.pipeline.queue.QueueMessage;
import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes a batch of S3 events from the queue: one virtual thread per message, all of them ended
 * before it returns, because a thread left running is frozen with the function and resumes minutes
 * later. Unsettled messages are returned as batch item failures.
 */
public final class AnalyzeHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(AnalyzeHandler.class);

  /** Reserved for what was interrupted to release its claims, and for the answer. */
  private static final Duration END = Timings.CLEAN_UP.plus(Timings.ANSWER);

  /** Processes one message of a batch; returns whether it may be acknowledged. */
  @FunctionalInterface
  interface MessageWork {
    boolean process(QueueMessage message, Instant deadline, BatchOrder order);
  }

  private final MessageWork messages;
  private final Consumer<Duration> atTheEnd;
  private final InstantSource clock;

  /** Called by AWS Lambda; a bad setting fails the initialization, with a message that names it. */
  public AnalyzeHandler() {
    this(Start.of(System.getenv()));
  }

  private AnalyzeHandler(Supplier<Wiring> wiring) {
    this(
        (message, deadline, order) -> {
          wiring.get().metrics().received(message.sentAt());
          return wiring.get().processor().process(message, deadline, order);
        },
        left -> wiring.get().endBatch(left),
        InstantSource.system());
  }

  /**
   * With its own processing.
   *
   * @param atTheEnd runs at the end of a batch, with the time that it may take: what it has to send
   *     must not cost the answer
   */
  AnalyzeHandler(MessageWork messages, Consumer<Duration> atTheEnd, InstantSource clock) {
    this.messages = messages;
    this.atTheEnd = atTheEnd;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    JsonLog.serving(context.getAwsRequestId());
    long millis = Math.max(0, context.getRemainingTimeInMillis() - END.toMillis());
    Instant deadline = clock.instant().plusMillis(millis);
    List<SQSMessage> batch = event.getRecords() == null ? List.of() : event.getRecords();
    BatchOrder order = new BatchOrder(batch.size());
    List<Callable<Boolean>> work =
        batch.stream()
            .<Callable<Boolean>>map(
                message -> () -> messages.process(QueueMessages.of(message), deadline, order))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results = threads.invokeAll(work, millis, TimeUnit.MILLISECONDS);
      return SQSBatchResponse.builder().withBatchItemFailures(unsettled(batch, results)).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the messages", e);
    } finally {
      atTheEnd.accept(Duration.ofMillis(context.getRemainingTimeInMillis()).minus(Timings.ANSWER));
    }
  }

  private static List<BatchItemFailure> unsettled(
      List<SQSMessage> batch, List<Future<Boolean>> results) throws InterruptedException {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      String id = batch.get(i).getMessageId();
      if (!settled(id, results.get(i))) {
        failures.add(new BatchItemFailure(id));
      }
    }
    return failures;
  }

  private static boolean settled(String id, Future<Boolean> result) throws InterruptedException {
    if (result.isCancelled()) {
      LOG.warn("message {}: the function's time ran out", id);
      return false;
    }
    try {
      return result.get();
    } catch (ExecutionException e) {
      LOG.error("message {}", id, e.getCause());
      return false;
    }
  }
}
