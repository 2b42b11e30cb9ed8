package io.fanlens.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a machine adds to what AWS says: how many children it bears, and how long things may take.
 *
 * @param maxChildren children at a time at most; empty: two a core, never over the mapping's own
 * @param idleTimeout a child without work for this long ends
 * @param startTimeout from process start to the first question for work. The default of 25 s stays
 *     under the 30 s by which a queue's visibility exceeds the function's time-out, so that a batch
 *     that waited for a start is not handed out twice.
 * @param startRetryMin wait after a failed start; doubles with each one, up to startRetryMax
 * @param pollWait how long a receive waits on an empty queue; whole seconds, 0 to 20
 * @param closeGrace how long close() lets running invocations end
 * @param aotCache directory of ahead-of-time caches; empty: none is made or used
 * @param childEnvironment changes the environment of a child that is about to start
 */
public record LambdaOptions(
    Optional<Integer> maxChildren,
    Duration idleTimeout,
    Duration startTimeout,
    Duration startRetryMin,
    Duration startRetryMax,
    Duration pollWait,
    Duration closeGrace,
    Optional<Path> aotCache,
    UnaryOperator<Map<String, String>> childEnvironment) {

  public static final LambdaOptions DEFAULT =
      new LambdaOptions(
          Optional.empty(),
          Duration.ofSeconds(60),
          Duration.ofSeconds(25),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          // Short: a receive that dies with its service may swallow a message for a visibility.
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Optional.empty(),
          UnaryOperator.identity());

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

  public LambdaOptions withMaxChildren(int children) {
    return new LambdaOptions(
        Optional.of(children),
        idleTimeout,
        startTimeout,
        startRetryMin,
        startRetryMax,
        pollWait,
        closeGrace,
        aotCache,
        childEnvironment);
  }

  public LambdaOptions withStartTimeout(Duration timeout) {
    return new LambdaOptions(
        maxChildren,
        idleTimeout,
        timeout,
        startRetryMin,
        startRetryMax,
        pollWait,
        closeGrace,
        aotCache,
        childEnvironment);
  }

  public LambdaOptions withIdleTimeout(Duration idle) {
    return new LambdaOptions(
        maxChildren,
        idle,
        startTimeout,
        startRetryMin,
        startRetryMax,
        pollWait,
        closeGrace,
        aotCache,
        childEnvironment);
  }

  public LambdaOptions withStartRetry(Duration min, Duration max) {
    return new LambdaOptions(
        maxChildren,
        idleTimeout,
        startTimeout,
        min,
        max,
        pollWait,
        closeGrace,
        aotCache,
        childEnvironment);
  }

  public LambdaOptions withAotCache(Path directory) {
    return new LambdaOptions(
        maxChildren,
        idleTimeout,
        startTimeout,
        startRetryMin,
        startRetryMax,
        pollWait,
        closeGrace,
        Optional.of(directory),
        childEnvironment);
  }

  public LambdaOptions withPollWait(Duration wait) {
    return new LambdaOptions(
        maxChildren,
        idleTimeout,
        startTimeout,
        startRetryMin,
        startRetryMax,
        wait,
        closeGrace,
        aotCache,
        childEnvironment);
  }

  /** With an environment that is changed for each child; the child's name is in it. */
  public LambdaOptions withChildEnvironment(UnaryOperator<Map<String, String>> change) {
    return new LambdaOptions(
        maxChildren,
        idleTimeout,
        startTimeout,
        startRetryMin,
        startRetryMax,
        pollWait,
        closeGrace,
        aotCache,
        change);
  }
}
