package io.fanlens.local.lambda;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A function and the queue that feeds it, on this machine: the function's zip runs in child JVMs
 * under the real runtime interface client, one invocation a child at a time.
 */
public final class LambdaService implements AutoCloseable {
  private final LambdaOptions options;
  private final Path directory;
  private final RuntimeApi api;
  private final ScheduledThreadPoolExecutor timers;
  private final ChildPool pool;
  private final EventSourceMapping mapping;
  private final Stops stops = new Stops();
  private boolean closed;

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
    RuntimeClient.requireLinux(System.getProperty("os.name"));
    LambdaListener guarded = LambdaListener.guarded(listener);
    Path directory = Files.createTempDirectory("fanlens-lambda-");
    try {
      LambdaService service =
          new LambdaService(function, mapping, sqs, guarded, options, directory);
      service.api.start();
      service.mapping.start();
      return service;
    } catch (Exception e) {
      TemporaryFiles.delete(directory);
      throw e instanceof IOException io ? io : new IOException("Lambda did not start: " + e, e);
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

  private LambdaService(
      FunctionSpec function,
      EventSourceMappingSpec spec,
      SqsClient sqs,
      LambdaListener listener,
      LambdaOptions options,
      Path directory)
      throws IOException {
    this.options = options;
    this.directory = directory;
    int limit = childLimit(spec, options, listener);
    timers = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
    timers.setRemoveOnCancelPolicy(true);
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    api = new RuntimeApi(limit);
    FunctionCode code = FunctionCode.unpack(function.zip(), directory);
    RuntimeClient client = RuntimeClient.unpack(directory);
    AotCache aot =
        options.aotCache().isPresent()
            ? AotCache.in(options.aotCache().get(), function, code, client, listener)
            : AotCache.none();
    ChildCommand command =
        new ChildCommand(function, code, client, aot, options.childEnvironment());
    Child.Site site =
        new Child.Site(function, command, api, directory, options.startTimeout(), timers, listener);
    pool = new ChildPool(site, options, limit);
    EventQueue queue = new EventQueue(sqs, spec, options.pollWait(), stops, listener);
    BatchWork work = new BatchWork(function, spec, pool, queue, InstantSource.system(), listener);
    mapping = new EventSourceMapping(queue, work, pool, limit, stops, listener);
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
    return pool.children();
  }

  /** Stops polling, lets running invocations end for a while, and ends the children. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    stops.close();
    try {
      mapping.close(options.pollWait(), options.closeGrace());
      stops.abandon();
      pool.close();
      api.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pool.children().forEach(ChildHandle::kill);
    } catch (Exception e) {
      throw new IllegalStateException("The Runtime API did not stop", e);
    } finally {
      timers.shutdownNow();
      TemporaryFiles.delete(directory);
    }
  }
}
