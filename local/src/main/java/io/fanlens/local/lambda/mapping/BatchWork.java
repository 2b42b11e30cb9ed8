package io.fanlens.local.lambda.mapping;

import io.fanlens.local.lambda.EventSourceMappingSpec;
import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaEvent.Outcome;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.runtime.FunctionProcesses;
import io.fanlens.local.lambda.runtime.InvocationResult;
import io.fanlens.local.lambda.runtime.StartFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One batch through one invocation: invoke, read the answer, delete what is done. What is not
 * deleted comes back by itself when its visibility time-out ends.
 */
final class BatchWork {
  private final FunctionSpec function;
  private final EventSourceMappingSpec mapping;
  private final FunctionProcesses processes;
  private final EventQueue queue;
  private final SqsEventJson json;
  private final LambdaListener listener;

  BatchWork(
      FunctionSpec function,
      EventSourceMappingSpec mapping,
      FunctionProcesses processes,
      EventQueue queue,
      LambdaListener listener) {
    this.function = function;
    this.mapping = mapping;
    this.processes = processes;
    this.queue = queue;
    this.json = new SqsEventJson(mapping.queueArn());
    this.listener = listener;
  }

  /** What is to be done with a batch after its invocation. */
  private record Verdict(Outcome outcome, Set<String> failed, String reason) {}

  void run(List<Message> batch) {
    try {
      settle(batch, processes.invoke(json.write(batch)));
    } catch (StartFailedException e) {
      listener.on(new LambdaEvent.BatchNotInvoked(ids(batch), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("An invocation always has a result", e);
    }
  }

  private void settle(List<Message> batch, FunctionProcesses.Running running)
      throws ExecutionException, InterruptedException {
    long begin = System.nanoTime();
    listener.on(
        new LambdaEvent.InvocationStarted(running.childId(), running.requestId(), ids(batch)));
    InvocationResult how = running.result().get();
    Duration duration = Duration.ofNanos(System.nanoTime() - begin);
    Verdict verdict = judge(how, batch);
    List<Message> done =
        batch.stream().filter(message -> !verdict.failed().contains(message.messageId())).toList();
    int deleted = queue.delete(done);
    listener.on(
        new LambdaEvent.InvocationEnded(
            running.childId(),
            running.requestId(),
            duration,
            verdict.outcome(),
            deleted,
            batch.size() - deleted,
            verdict.reason()));
  }

  private static List<String> ids(List<Message> batch) {
    return batch.stream().map(Message::messageId).toList();
  }

  private Verdict judge(InvocationResult result, List<Message> batch) {
    Set<String> ids = Set.copyOf(ids(batch));
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
