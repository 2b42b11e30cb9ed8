package io.fanlens.local.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Scripted faults of a test: the first rule that matches and has uses left applies. Only requests
 * of the function and of its event source mapping are intercepted.
 */
public final class FaultRules implements FaultInjector {

  private record Rule(Predicate<ServiceRequest> which, Intervention what, AtomicInteger left) {}

  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<ServiceRequest> seen = new CopyOnWriteArrayList<>();
  private final List<ServiceRequest> applied = new CopyOnWriteArrayList<>();

  /** Applies to the next matching requests. */
  public void next(int times, Predicate<ServiceRequest> which, Intervention what) {
    rules.add(new Rule(which, what, new AtomicInteger(times)));
  }

  /** Applies to all matching requests, until {@link #clear()}. */
  public void always(Predicate<ServiceRequest> which, Intervention what) {
    next(Integer.MAX_VALUE, which, what);
  }

  public void clear() {
    rules.clear();
    seen.clear();
    applied.clear();
  }

  /** The intercepted requests, in order. */
  public List<ServiceRequest> seen() {
    return List.copyOf(seen);
  }

  /** The requests that services processed successfully, in order. */
  public List<ServiceRequest> applied() {
    return List.copyOf(applied);
  }

  @Override
  public boolean intercepts(String service, String action, String caller) {
    // Messages are deleted by the event source mapping, which is not a process of the function.
    return !caller.isEmpty() || action.equals("DeleteMessageBatch");
  }

  @Override
  public Intervention interventionFor(ServiceRequest request) {
    seen.add(request);
    for (Rule rule : rules) {
      if (rule.which().test(request) && rule.left().getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        return rule.what();
      }
    }
    return Intervention.pass();
  }

  @Override
  public void applied(ServiceRequest request, ServiceResponse answer) {
    if (answer.isOk()) {
      applied.add(request);
    }
  }
}
