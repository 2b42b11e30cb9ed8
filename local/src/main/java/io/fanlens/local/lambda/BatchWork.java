package io.fanlens.local.lambda;

import io.fanlens.local.lambda.LambdaEvent.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One batch through one child: invoke, read the answer, delete what is done. What is not deleted
 * comes back by itself when its visibility time-out ends.
 */
final class BatchWork {
  private final FunctionSpec function;
  private final EventSourceMappingSpec mapping;
  private final ChildPool pool;
  private final EventQueue queue;
  private final SqsEventJson json;
  private final InstantSource clock;
  private final LambdaListener listener;

  BatchWork(
      FunctionSpec function,
      EventSourceMappingSpec mapping,
      ChildPool pool,
      EventQueue queue,
      InstantSource clock,
      LambdaListener listener) {
    this.function = function;
    this.mapping = mapping;
    this.pool = pool;
    this.queue = queue;
    this.json = new SqsEventJson(mapping.queueArn());
    this.clock = clock;
    this.listener = listener;
  }

  /** What is to be done with a batch after its invocation. */
  private record Verdict(Outcome outcome, Set<String> failed, String reason) {}

  void run(List<Message> batch) {
    String event = json.write(batch);
    try {
      while (!invoked(batch, event)) {
        // The child that was free has died since: the next one, please.
      }
    } catch (ExecutionException e) {
      listener.on(
          new LambdaEvent.Notice(
              "A batch of " + batch.size() + " goes back: " + e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean invoked(List<Message> batch, String event)
      throws ExecutionException, InterruptedException {
    Child child = pool.acquire().get();
    String requestId = UUID.randomUUID().toString();
    long begin = System.nanoTime();
    Optional<CompletableFuture<InvocationResult>> result =
        child.invoke(
            new Invocation(
                requestId, event, clock.instant().plus(function.timeout()), function.arn()));
    if (result.isEmpty()) {
      return false;
    }
    listener.on(new LambdaEvent.InvocationStarted(child.id(), requestId, batch.size()));
    InvocationResult how = result.get().get();
    Duration duration = Duration.ofNanos(System.nanoTime() - begin);
    Verdict verdict = judge(how, batch);
    List<Message> done =
        batch.stream().filter(message -> !verdict.failed().contains(message.messageId())).toList();
    int deleted = queue.delete(done);
    listener.on(
        new LambdaEvent.InvocationEnded(
            child.id(),
            requestId,
            duration,
            verdict.outcome(),
            deleted,
            batch.size() - deleted,
            verdict.reason()));
    return true;
  }

  private Verdict judge(InvocationResult result, List<Message> batch) {
    Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    return switch (result) {
      case InvocationResult.Answered answered when mapping.reportBatchItemFailures() ->
          judge(BatchAnswer.read(answered.payload(), ids));
      case InvocationResult.Answered _ -> new Verdict(Outcome.SUCCEEDED, Set.of(), "");
      case InvocationResult.Failed failed -> new Verdict(Outcome.FAILED, ids, failed.message());
      case InvocationResult.TimedOut _ ->
          new Verdict(
              Outcome.TIMED_OUT, ids, "no answer within " + function.timeout().toMillis() + " ms");
      case InvocationResult.Crashed crashed ->
          new Verdict(Outcome.CRASHED, ids, "the child ended with status " + crashed.exitStatus());
    };
  }

  private static Verdict judge(BatchAnswer answer) {
    if (!answer.complaint().isEmpty()) {
      return new Verdict(Outcome.BAD_ANSWER, answer.failed(), answer.complaint());
    }
    return answer.failed().isEmpty()
        ? new Verdict(Outcome.SUCCEEDED, Set.of(), "")
        : new Verdict(Outcome.PARTLY_FAILED, answer.failed(), "the function named them");
  }
}
