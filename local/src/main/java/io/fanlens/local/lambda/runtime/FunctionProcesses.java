package io.fanlens.local.lambda.runtime;

import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.lambda.Timers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The processes of one function: its zip runs in child JVMs, one invocation a child at a time.
 * Without invocations none runs.
 */
public final class FunctionProcesses implements AutoCloseable {
  private final FunctionSpec function;
  private final InstantSource clock;
  private final Path directory;
  private final RuntimeApi api;
  private final ChildPool pool;
  private final AtomicInteger underWay = new AtomicInteger();

  /** An invocation that has begun in a child. */
  public record Running(
      String childId, String requestId, CompletableFuture<InvocationResult> result) {}

  private FunctionProcesses(
      FunctionSpec function, InstantSource clock, Path directory, RuntimeApi api, ChildPool pool) {
    this.function = function;
    this.clock = clock;
    this.directory = directory;
    this.api = api;
    this.pool = pool;
  }

  /**
   * Makes all ready for the first invocation.
   *
   * @param limit children at a time at most
   * @param timers say when a time-out is over; the caller closes them, after this
   */
  public static FunctionProcesses start(
      FunctionSpec function,
      LambdaOptions options,
      int limit,
      Timers timers,
      LambdaListener listener)
      throws IOException {
    Path directory = Files.createTempDirectory("fanlens-lambda-");
    try {
      RuntimeApi api = new RuntimeApi(limit);
      FunctionCode code = FunctionCode.unpack(function.zip(), directory);
      ChildRuntime runtime = ChildRuntime.in(directory, options.runtime());
      AotCache aot =
          options.aotCache().isPresent()
              ? AotCache.in(options.aotCache().get(), function, code, runtime, listener)
              : AotCache.none();
      ChildCommand command =
          new ChildCommand(function, code, runtime, aot, options.childEnvironment());
      Child.Site site =
          new Child.Site(
              function, command, api, directory, options.startTimeout(), timers, listener);
      ChildPool pool = new ChildPool(site, options, limit);
      api.start();
      return new FunctionProcesses(function, InstantSource.system(), directory, api, pool);
    } catch (Exception e) {
      TemporaryFiles.delete(directory);
      throw e instanceof IOException io ? io : new IOException("Lambda did not start: " + e, e);
    }
  }

  /** Waits for a free child, which may have to start, and begins the invocation there. */
  public Running invoke(String payload) throws StartFailedException, InterruptedException {
    underWay.incrementAndGet();
    return begin(payload);
  }

  /**
   * As above, unless so many invocations are under way, of any source.
   *
   * @param reserved the function's reserved concurrency
   */
  public Optional<Running> invokeWithin(int reserved, String payload)
      throws StartFailedException, InterruptedException {
    if (underWay.incrementAndGet() > reserved) {
      underWay.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(begin(payload));
  }

  private Running begin(String payload) throws StartFailedException, InterruptedException {
    boolean begun = false;
    try {
      Running running = inChild(payload);
      begun = true;
      CompletableFuture<InvocationResult> counted =
          running.result().whenComplete((result, failure) -> underWay.decrementAndGet());
      return new Running(running.childId(), running.requestId(), counted);
    } finally {
      if (!begun) {
        underWay.decrementAndGet();
      }
    }
  }

  private Running inChild(String payload) throws StartFailedException, InterruptedException {
    while (true) {
      Child child = free();
      Invocation invocation =
          new Invocation(
              UUID.randomUUID().toString(),
              payload,
              clock.instant().plus(function.timeout()),
              function.arn());
      Optional<CompletableFuture<InvocationResult>> result = child.invoke(invocation);
      if (result.isPresent()) {
        return new Running(child.id(), invocation.requestId(), result.get());
      }
      // The child that was free has died since: the next one, please.
    }
  }

  private Child free() throws StartFailedException, InterruptedException {
    try {
      return pool.acquire().get();
    } catch (ExecutionException e) {
      throw new StartFailedException(e.getCause().getMessage());
    }
  }

  /** True while starts fail and no child has requested work since. */
  public boolean failing() {
    return pool.failing();
  }

  /** Waits while no child will be started, up to a limit; whether one may be. */
  public boolean awaitPauseEnd(Duration limit) throws InterruptedException {
    return pool.awaitPauseEnd(limit);
  }

  /** The children that run now. */
  public List<ChildHandle> children() {
    return pool.children();
  }

  /** Ends the children; those that are interrupted meanwhile are killed. */
  @Override
  public void close() {
    try {
      pool.close();
      api.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pool.children().forEach(ChildHandle::kill);
    } catch (Exception e) {
      throw new IllegalStateException("The Runtime API did not stop", e);
    } finally {
      TemporaryFiles.delete(directory);
    }
  }
}
