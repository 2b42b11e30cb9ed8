package io.fanlens.functions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs once, before the snapshot, what a first picture needs: so the classes are loaded and the
 * code is warm in every function that is restored. Nothing here may keep the function from
 * starting: each step fails alone, and one that hangs is abandoned.
 */
public final class Priming {

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  /**
   * One piece of work.
   *
   * @param name for the log
   * @param work the work; its result is ignored
   */
  public record Step(String name, Callable<?> work) {}

  /** AWS Lambda allows a snapshot's initialization at least 130 s, hooks included. */
  public static final Priming DEFAULTS =
      new Priming(Duration.ofSeconds(10), Duration.ofSeconds(60));

  private final Duration ofAStep;
  private final Duration ofAll;

  Priming(Duration ofAStep, Duration ofAll) {
    this.ofAStep = ofAStep;
    this.ofAll = ofAll;
  }

  /** Returns the names of the steps that failed or timed out. */
  public List<String> run(List<Step> steps) {
    long start = System.nanoTime();
    List<String> failed = new ArrayList<>();
    for (Step step : steps) {
      long left = ofAll.toNanos() - (System.nanoTime() - start);
      try {
        run(step, Math.min(left, ofAStep.toNanos()));
      } catch (ExecutionException e) {
        failed.add(step.name());
        LOG.warn("{} was not primed; the first picture will be slower: {}", step.name(), why(e));
      } catch (TimeoutException e) {
        failed.add(step.name());
        LOG.warn("{} was not primed in time; the first picture will be slower", step.name());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failed.add(step.name());
        break;
      }
    }
    LOG.atInfo()
        .addKeyValue("millis", Duration.ofNanos(System.nanoTime() - start).toMillis())
        .addKeyValue("steps", steps.size())
        .addKeyValue("failed", failed.size())
        .log("primed for a snapshot");
    return failed;
  }

  /** On a thread of its own, so that a step that ignores interrupts delays nothing. */
  private static void run(Step step, long nanos)
      throws ExecutionException, TimeoutException, InterruptedException {
    FutureTask<?> task = new FutureTask<>(step.work());
    Thread.ofVirtual().name("priming " + step.name()).start(task);
    try {
      task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } finally {
      task.cancel(true);
    }
  }

  private static String why(ExecutionException e) {
    return String.valueOf(e.getCause());
  }
}
