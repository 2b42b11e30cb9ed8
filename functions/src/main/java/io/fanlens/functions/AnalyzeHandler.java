package io.fanlens.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.fanlens.functions.log.JsonLog;
import io.fanlens.pipeline.QueueMessage;
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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off a batch of S3 events from the queue: one virtual thread a message, all of them ended
 * before it answers, because a thread left running is frozen with the function and wakes minutes
 * later. Messages that are not settled are named in the answer; the queue shows them again.
 */
public final class AnalyzeHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(AnalyzeHandler.class);

  /** Time kept for collecting the results and answering. */
  private static final long ANSWER_MILLIS = 500;

  /** What is done with one message; whether it may be acknowledged. */
  @FunctionalInterface
  interface MessageWork {
    boolean process(QueueMessage message, Instant deadline);
  }

  private final MessageWork messages;
  private final Runnable atTheEnd;
  private final InstantSource clock;

  /** Made by AWS Lambda; a bad setting stops the function here, with a message that names it. */
  public AnalyzeHandler() {
    this(Start.of(System.getenv()));
  }

  private AnalyzeHandler(Supplier<Wiring> wiring) {
    this(
        (message, deadline) -> wiring.get().processor().process(message, deadline),
        () -> wiring.get().metrics().flush(),
        InstantSource.system());
  }

  /**
   * Works messages off.
   *
   * @param atTheEnd done when a batch has ended, before it is answered
   */
  AnalyzeHandler(MessageWork messages, Runnable atTheEnd, InstantSource clock) {
    this.messages = messages;
    this.atTheEnd = atTheEnd;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    JsonLog.serving(context.getAwsRequestId());
    long millis = Math.max(0, context.getRemainingTimeInMillis() - ANSWER_MILLIS);
    Instant deadline = clock.instant().plusMillis(millis);
    List<SQSMessage> batch = event.getRecords() == null ? List.of() : event.getRecords();
    List<Callable<Boolean>> work =
        batch.stream()
            .<Callable<Boolean>>map(
                message -> () -> messages.process(QueueMessages.of(message), deadline))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results = threads.invokeAll(work, millis, TimeUnit.MILLISECONDS);
      return SQSBatchResponse.builder().withBatchItemFailures(unsettled(batch, results)).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the messages", e);
    } finally {
      atTheEnd.run();
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
      LOG.warn("message {}: cut off at the end of the function's time", id);
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
