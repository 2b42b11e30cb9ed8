package io.fanlens.functions;

import io.fanlens.functions.Priming.Step;
import io.fanlens.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the function starts. With a snapshot ahead it is fully primed, since no message waits;
 * without one a message waits already, so only the quotas are read.
 */
final class Start {

  private final Settings settings;
  private final String stack;
  private final String bucket;
  private final BrokenConversions broken = new BrokenConversions();

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
        ? start.withSnapshot().registered()::parts
        : start.plain();
  }

  SnapStart<Wiring> withSnapshot() {
    return new SnapStart<>(this::wiring, parts -> prime(parts, steps(parts)), wiring());
  }

  void prime(Wiring parts, List<Step> steps) {
    broken.prime(steps, parts.metrics());
  }

  private Supplier<Wiring> plain() {
    Wiring wiring = wiring();
    wiring.adapters().quotaTable().ifPresent(table -> FirstRead.of(settings, table));
    return () -> wiring;
  }

  Wiring wiring() {
    Wiring wiring = Wiring.of(settings, stack);
    broken.reportedBy(wiring.metrics());
    return wiring;
  }

  List<Step> steps(Wiring wiring) {
    List<Step> steps = new ArrayList<>();
    steps.addAll(new PrimingWork(settings, bucket).steps());
    steps.addAll(new PrimingCalls(settings, wiring.adapters(), bucket).steps());
    return steps;
  }
}
