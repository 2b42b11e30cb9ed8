package io.fanlens.functions;

import io.fanlens.functions.Priming.Step;
import io.fanlens.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the function starts. With a snapshot ahead it is fully primed, since no message waits;
 * without one a message waits already, so only the quotas are read.
 */
final class Start {

  private final Settings settings;
  private final String stack;
  private final String bucket;

  Start(Settings settings, String stack, String bucket) {
    this.settings = settings;
    this.stack = stack;
    this.bucket = bucket;
  }

  /** The current parts. */
  static Supplier<Wiring> of(Map<String, String> environment) {
    Start start =
        new Start(
            Settings.fromEnvironment(environment),
            environment.getOrDefault(Settings.STACK_VARIABLE, "unknown"),
            environment.getOrDefault(Settings.BUCKET_VARIABLE, ""));
    return SnapStart.isAhead(environment)
        ? start.withSnapshot(start::steps).registered()::parts
        : start.plain();
  }

  /**
   * With a snapshot ahead.
   *
   * @param steps that prime the parts
   */
  SnapStart<Wiring> withSnapshot(Function<Wiring, List<Step>> steps) {
    return BrokenConversions.snapshotOf(() -> Wiring.of(settings, stack), Wiring::metrics, steps);
  }

  private Supplier<Wiring> plain() {
    Wiring wiring = Wiring.of(settings, stack);
    wiring.adapters().quotaTable().ifPresent(table -> FirstRead.of(settings, table));
    return () -> wiring;
  }

  List<Step> steps(Wiring wiring) {
    List<Step> steps = new ArrayList<>();
    steps.addAll(new PrimingWork(settings, bucket).steps());
    steps.addAll(new PrimingCalls(settings, wiring.adapters(), bucket).steps());
    return steps;
  }
}
