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
 * The function's parts across a snapshot. Before it they are primed, so that all code is loaded,
 * and then closed; after it they are created anew. So no state from before the snapshot is shared
 * by the many functions restored from it: no random state, process name, cached quota or breaker,
 * credentials or connection.
 *
 * @param <T> the parts
 */
public final class SnapStart<T extends AutoCloseable> implements Resource {

  private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);

  private final Supplier<T> make;
  private final Consumer<T> prime;
  private volatile T parts;

  public SnapStart(Supplier<T> make, Consumer<T> prime, T parts) {
    this.make = make;
    this.prime = prime;
    this.parts = parts;
  }

  /** Whether AWS Lambda will take a snapshot of this process. */
  public static boolean isAhead(Map<String, String> environment) {
    return "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  /** Registers the hooks. Keep this object: the runtime only holds it weakly. */
  public SnapStart<T> registered() {
    Core.getGlobalContext().register(this);
    return this;
  }

  public T parts() {
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
