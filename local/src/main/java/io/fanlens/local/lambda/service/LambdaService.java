package io.fanlens.local.lambda.service;

import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.EventSourceMappingSpec;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.lambda.Timers;
import io.fanlens.local.lambda.mapping.EventSourceMapping;
import io.fanlens.local.lambda.runtime.FunctionProcesses;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A function and the queue that feeds it, on this machine: the function's zip runs in child JVMs,
 * one invocation a child at a time.
 */
public final class LambdaService implements AutoCloseable {
  private final Timers timers;
  private final FunctionProcesses processes;
  private final EventSourceMapping mapping;
  private boolean closed;

  private LambdaService(Timers timers, FunctionProcesses processes, EventSourceMapping mapping) {
    this.timers = timers;
    this.processes = processes;
    this.mapping = mapping;
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
    LambdaListener guarded = LambdaListener.guarded(listener);
    if (options.runtime().onThisMachine() == FunctionRuntime.PLAIN) {
      guarded.on(
          new LambdaEvent.Notice(
              "The function runs under %s, which runs no hooks of a snapshot"
                  .formatted(FunctionRuntime.PLAIN.description())));
    }
    int limit = childLimit(mapping, options, guarded);
    Timers timers = options.timers().get();
    try {
      FunctionProcesses processes =
          FunctionProcesses.start(function, options, limit, timers, guarded);
      return new LambdaService(
          timers,
          processes,
          EventSourceMapping.start(function, mapping, sqs, processes, limit, options, guarded));
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

  private static int childLimit(
      EventSourceMappingSpec spec, LambdaOptions options, LambdaListener listener) {
    int cores = Runtime.getRuntime().availableProcessors();
    int bearable = options.maxChildren().orElse(2 * cores);
    if (bearable < spec.maximumConcurrency()) {
      listener.on(
          new LambdaEvent.Notice(
              "This machine runs at most "
                  + bearable
                  + " children at a time, where the mapping allows "
                  + spec.maximumConcurrency()
                  + (options.maxChildren().isPresent() ? " (maxChildren)" : " (two a core)")));
    }
    return Math.min(bearable, spec.maximumConcurrency());
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
      mapping.close();
      processes.close();
    } finally {
      timers.close();
    }
  }
}
