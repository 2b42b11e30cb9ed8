package io.fanlens.functions;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The function's parts across a snapshot. Before it they are used once, so that all code is loaded,
 * and then closed; after it they are made anew. So of what a function knew, drew, named, fetched or
 * had open before its snapshot nothing lives on in the many that are restored from it: no random
 * state, no name of a process, no view of a quota or breaker, no credentials, no connection.
 *
 * @param <T> the parts
 */
final class SnapStart<T extends AutoCloseable> implements Resource {

  private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);

  private final Supplier<T> make;
  private final Consumer<T> prime;
  private volatile T parts;

  SnapStart(Supplier<T> make, Consumer<T> prime, T parts) {
    this.make = make;
    this.prime = prime;
    this.parts = parts;
  }

  /** Whether AWS Lambda will take a snapshot of this process. */
  static boolean isAhead(Map<String, String> environment) {
    return "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  /** Has the hooks called. Keep this object: the runtime only holds it weakly. */
  SnapStart<T> registered() {
    Core.getGlobalContext().register(this);
    return this;
  }

  T parts() {
    return parts;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
    T used = parts;
    prime.accept(used);
    used.close();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    long start = System.nanoTime();
    parts = make.get();
    LOG.atInfo()
        .addKeyValue("millis", Duration.ofNanos(System.nanoTime() - start).toMillis())
        .log("restored from a snapshot");
  }
}
