package io.fanlens.local.lambda.service;

import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.EventSourceMappingSpec;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.Invoked;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaEvent.Outcome;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.lambda.Timers;
import io.fanlens.local.lambda.mapping.EventSourceMapping;
import io.fanlens.local.lambda.runtime.FunctionProcesses;
import io.fanlens.local.lambda.runtime.InvocationResult;
import io.fanlens.local.lambda.runtime.StartFailedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A function, with the queue that feeds it if it has one, on this machine: the function's zip runs
 * in child JVMs, one invocation a child at a time.
 */
public final class LambdaService implements AutoCloseable {
  /** Of an account in a Region, where a function reserves nothing. */
  private static final int DEFAULT_CONCURRENCY = 1_000;

  private final Timers timers;
  private final FunctionProcesses processes;
  private final Optional<EventSourceMapping> mapping;
  private final FunctionSpec function;
  private final int reserved;
  private final LambdaListener listener;
  private boolean closed;

  private LambdaService(
      Timers timers,
      FunctionProcesses processes,
      Optional<EventSourceMapping> mapping,
      FunctionSpec function,
      Optional<Integer> reserved,
      LambdaListener listener) {
    this.timers = timers;
    this.processes = processes;
    this.mapping = mapping;
    this.function = function;
    this.reserved = reserved.orElse(Integer.MAX_VALUE);
    this.listener = listener;
  }

  /** Starts with {@link LambdaOptions#DEFAULT}. */
  public static LambdaService start(
      FunctionSpec function, EventSourceMappingSpec mapping, SqsClient sqs, LambdaListener listener)
      throws IOException {
    return start(function, mapping, sqs, listener, LambdaOptions.DEFAULT);
  }

  /**
   * Starts to poll the queue. No child runs until there is a message.
   *
   * @param sqs a client of the queue's service; stays the caller's to close, after this service
   */
  public static LambdaService start(
      FunctionSpec function,
      EventSourceMappingSpec mapping,
      SqsClient sqs,
      LambdaListener listener,
      LambdaOptions options)
      throws IOException {
    return start(function, mapping, Optional.empty(), sqs, listener, options);
  }

  /**
   * As above, with the function's reserved concurrency, which {@link #invoke} shares with the
   * queue.
   */
  public static LambdaService start(
      FunctionSpec function,
      EventSourceMappingSpec mapping,
      Optional<Integer> reserved,
      SqsClient sqs,
      LambdaListener listener,
      LambdaOptions options)
      throws IOException {
    int allowed = Math.min(mapping.maximumConcurrency(), reserved.orElse(Integer.MAX_VALUE));
    return start(
        function,
        reserved,
        allowed,
        listener,
        options,
        (processes, limit, guarded) ->
            Optional.of(
                EventSourceMapping.start(
                    function, mapping, sqs, processes, limit, options, guarded)));
  }

  /** A function without a queue, only to be invoked. */
  public static LambdaService start(
      FunctionSpec function,
      Optional<Integer> reserved,
      LambdaListener listener,
      LambdaOptions options)
      throws IOException {
    return start(
        function,
        reserved,
        reserved.orElse(DEFAULT_CONCURRENCY),
        listener,
        options,
        (processes, limit, guarded) -> Optional.empty());
  }

  /** Starts to feed the processes. */
  private interface Feed {
    Optional<EventSourceMapping> start(
        FunctionProcesses processes, int limit, LambdaListener listener);
  }

  private static LambdaService start(
      FunctionSpec function,
      Optional<Integer> reserved,
      int allowed,
      LambdaListener listener,
      LambdaOptions options,
      Feed feed)
      throws IOException {
    LambdaListener guarded = LambdaListener.guarded(listener);
    if (options.runtime().onThisMachine() == FunctionRuntime.PLAIN) {
      guarded.on(
          new LambdaEvent.Notice(
              "The function runs under %s, which runs no hooks of a snapshot"
                  .formatted(FunctionRuntime.PLAIN.description())));
    }
    int limit = childLimit(allowed, options, guarded);
    Timers timers = options.timers().get();
    try {
      FunctionProcesses processes =
          FunctionProcesses.start(function, options, limit, timers, guarded);
      return new LambdaService(
          timers, processes, feed.start(processes, limit, guarded), function, reserved, guarded);
    } catch (IOException | RuntimeException e) {
      timers.close();
      throw e;
    }
  }

  /** A client for a local queue service: patient with long polls, without retries of its own. */
  public static SqsClient queueClient(URI endpoint, String region, String accessKey) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "local")))
        .httpClientBuilder(
            Apache5HttpClient.builder().maxConnections(64).socketTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  private static int childLimit(int allowed, LambdaOptions options, LambdaListener listener) {
    int cores = Runtime.getRuntime().availableProcessors();
    int bearable = options.maxChildren().orElse(2 * cores);
    if (bearable < allowed) {
      listener.on(
          new LambdaEvent.Notice(
              "This machine runs at most %d children of a function (%s), fewer than the stack allows"
                  .formatted(
                      bearable, options.maxChildren().isPresent() ? "maxChildren" : "two a core")));
    }
    return Math.min(bearable, allowed);
  }

  /** Invokes the function and waits for its answer; refused beyond the reserved concurrency. */
  public Invoked invoke(String payload) throws InterruptedException {
    try {
      Optional<FunctionProcesses.Running> begun = processes.invokeWithin(reserved, payload);
      return begun.isEmpty() ? new Invoked.Throttled() : await(begun.get());
    } catch (StartFailedException e) {
      return new Invoked.Failed(e.getMessage());
    } catch (ExecutionException e) {
      throw new IllegalStateException("An invocation always has a result", e);
    }
  }

  private Invoked await(FunctionProcesses.Running running)
      throws ExecutionException, InterruptedException {
    long begin = System.nanoTime();
    listener.on(
        new LambdaEvent.InvocationStarted(running.childId(), running.requestId(), List.of()));
    InvocationResult result = running.result().get();
    Outcome outcome =
        switch (result) {
          case InvocationResult.Answered _ -> Outcome.SUCCEEDED;
          case InvocationResult.Failed _ -> Outcome.FAILED;
          case InvocationResult.TimedOut _ -> Outcome.TIMED_OUT;
          case InvocationResult.Crashed _ -> Outcome.CRASHED;
        };
    Invoked invoked =
        switch (result) {
          case InvocationResult.Answered answered -> new Invoked.Answered(answered.payload());
          case InvocationResult.Failed failed -> new Invoked.Failed(failed.message());
          case InvocationResult.TimedOut _ ->
              new Invoked.Failed("no answer within " + function.timeout().toMillis() + " ms");
          case InvocationResult.Crashed crashed ->
              new Invoked.Failed("the child ended with status " + crashed.exitStatus());
        };
    String reason = invoked instanceof Invoked.Failed failed ? failed.reason() : "";
    listener.on(
        new LambdaEvent.InvocationEnded(
            running.childId(),
            running.requestId(),
            Duration.ofNanos(System.nanoTime() - begin),
            outcome,
            0,
            0,
            reason));
    return invoked;
  }

  /** The children that run now. */
  public List<ChildHandle> children() {
    return processes.children();
  }

  /** Stops polling, lets running invocations end for a while, and ends the children. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      mapping.ifPresent(EventSourceMapping::close);
      processes.close();
    } finally {
      timers.close();
    }
  }
}
