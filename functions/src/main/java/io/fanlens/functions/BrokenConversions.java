package io.fanlens.functions;

import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.metrics.BatchMetrics;
import java.util.List;

/**
 * The conversions that priming has found broken. They are so in every function restored from the
 * snapshot, and each of these reports them.
 */
public final class BrokenConversions {

  private volatile int number;

  /** Runs the steps before a snapshot, and reports at once. */
  public void prime(List<Step> steps, BatchMetrics metrics) {
    List<String> failed = Priming.DEFAULTS.run(steps);
    number = Math.toIntExact(failed.stream().filter(PrimingWork::isConversion).count());
    reportedBy(metrics);
    metrics.flush();
  }

  /** With each flush from now on. */
  public void reportedBy(BatchMetrics metrics) {
    metrics.brokenConversions(number);
  }
}
