package io.fanlens.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a machine adds to what AWS says: how many children it bears, and how long things may take.
 *
 * @param runtime what the children run the function under
 * @param maxChildren children at a time at most; empty: two a core, never over the mapping's own
 * @param idleTimeout a child without work for this long ends
 * @param startTimeout from process start to the first request for work. The default of 25 s stays
 *     under the 30 s by which a queue's visibility exceeds the function's time-out, so that a batch
 *     that waited for a start is not handed out twice.
 * @param startRetryMin wait after a failed start; doubles with each one, up to startRetryMax
 * @param pollWait how long a receive waits on an empty queue; whole seconds, 0 to 20
 * @param closeGrace how long close() lets running invocations end
 * @param aotCache directory of ahead-of-time caches; empty: none is made or used
 * @param childEnvironment changes the environment of a child that is about to start
 * @param timers makes a service's timers, which it closes
 */
public record LambdaOptions(
    FunctionRuntime runtime,
    Optional<Integer> maxChildren,
    Duration idleTimeout,
    Duration startTimeout,
    Duration startRetryMin,
    Duration startRetryMax,
    Duration pollWait,
    Duration closeGrace,
    Optional<Path> aotCache,
    UnaryOperator<Map<String, String>> childEnvironment,
    Supplier<Timers> timers) {

  public static final LambdaOptions DEFAULT = builder().build();

  public LambdaOptions {
    Check.that(maxChildren.orElse(1) >= 1, "maxChildren", maxChildren, "give at least 1");
    Check.that(idleTimeout.isPositive(), "idleTimeout", idleTimeout, "give more than zero");
    Check.that(startTimeout.isPositive(), "startTimeout", startTimeout, "give more than zero");
    Check.that(startRetryMin.isPositive(), "startRetryMin", startRetryMin, "give more than zero");
    Check.that(
        startRetryMax.compareTo(startRetryMin) >= 0,
        "startRetryMax",
        startRetryMax,
        "give at least startRetryMin");
    Check.that(
        !pollWait.isNegative() && pollWait.toSeconds() <= 20, "pollWait", pollWait, "0 to 20 s");
    Check.that(!closeGrace.isNegative(), "closeGrace", closeGrace, "give zero or more");
  }

  /** With the usual values, to be changed. */
  public static Builder builder() {
    return new Builder();
  }

  /** With these values, to be changed. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Options in the making. */
  public static final class Builder {
    private FunctionRuntime runtime = FunctionRuntime.AUTO;
    private Optional<Integer> maxChildren = Optional.empty();
    private Duration idleTimeout = Duration.ofSeconds(60);
    private Duration startTimeout = Duration.ofSeconds(25);
    private Duration startRetryMin = Duration.ofSeconds(1);
    private Duration startRetryMax = Duration.ofSeconds(30);

    /** Short: a receive that dies with its service may swallow a message for a visibility. */
    private Duration pollWait = Duration.ofSeconds(2);

    private Duration closeGrace = Duration.ofSeconds(5);
    private Optional<Path> aotCache = Optional.empty();
    private UnaryOperator<Map<String, String>> childEnvironment = UnaryOperator.identity();
    private Supplier<Timers> timers = Timers::real;

    private Builder() {}

    private Builder(LambdaOptions options) {
      runtime = options.runtime;
      maxChildren = options.maxChildren;
      idleTimeout = options.idleTimeout;
      startTimeout = options.startTimeout;
      startRetryMin = options.startRetryMin;
      startRetryMax = options.startRetryMax;
      pollWait = options.pollWait;
      closeGrace = options.closeGrace;
      aotCache = options.aotCache;
      childEnvironment = options.childEnvironment;
      timers = options.timers;
    }

    public Builder runtime(FunctionRuntime choice) {
      runtime = choice;
      return this;
    }

    public Builder maxChildren(int children) {
      maxChildren = Optional.of(children);
      return this;
    }

    public Builder idleTimeout(Duration idle) {
      idleTimeout = idle;
      return this;
    }

    public Builder startTimeout(Duration timeout) {
      startTimeout = timeout;
      return this;
    }

    public Builder startRetry(Duration min, Duration max) {
      startRetryMin = min;
      startRetryMax = max;
      return this;
    }

    public Builder pollWait(Duration wait) {
      pollWait = wait;
      return this;
    }

    public Builder closeGrace(Duration grace) {
      closeGrace = grace;
      return this;
    }

    public Builder aotCache(Path directory) {
      aotCache = Optional.of(directory);
      return this;
    }

    /** The child's name is in the environment that is changed. */
    public Builder childEnvironment(UnaryOperator<Map<String, String>> change) {
      childEnvironment = change;
      return this;
    }

    public Builder timers(Supplier<Timers> made) {
      timers = made;
      return this;
    }

    public LambdaOptions build() {
      return new LambdaOptions(
          runtime,
          maxChildren,
          idleTimeout,
          startTimeout,
          startRetryMin,
          startRetryMax,
          pollWait,
          closeGrace,
          aotCache,
          childEnvironment,
          timers);
    }
  }
}
