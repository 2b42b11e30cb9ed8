package io.fanlens.functions;

import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.metrics.BatchMetrics;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The conversions that priming has found broken. They are so in every function restored from the
 * snapshot, and each of these reports them.
 */
public final class BrokenConversions {

  private volatile int number;

  /**
   * Parts across a snapshot, before which they are primed.
   *
   * @param metrics of the parts
   * @param steps that prime the parts
   */
  public static <T extends AutoCloseable> SnapStart<T> snapshotOf(
      Supplier<T> make, Function<T, BatchMetrics> metrics, Function<T, List<Step>> steps) {
    BrokenConversions broken = new BrokenConversions();
    Supplier<T> reporting =
        () -> {
          T parts = make.get();
          broken.reportedBy(metrics.apply(parts));
          return parts;
        };
    return new SnapStart<>(
        reporting,
        parts -> broken.prime(steps.apply(parts), metrics.apply(parts)),
        reporting.get());
  }

  /** Runs the steps before a snapshot, and reports at once. */
  void prime(List<Step> steps, BatchMetrics metrics) {
    List<String> failed = Priming.DEFAULTS.run(steps);
    number = Math.toIntExact(failed.stream().filter(PrimingWork::isConversion).count());
    reportedBy(metrics);
    metrics.flush();
  }

  /** With each flush from now on. */
  private void reportedBy(BatchMetrics metrics) {
    metrics.brokenConversions(number);
  }
}
