package io.fanlens.local.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Faults for requests that a test names, one after the other: the first rule that has hits left and
 * fits, hits. Only requests of the function and of its event source mapping are looked at.
 */
public final class FaultRules implements FaultInjector {

  private record Rule(Predicate<ServiceRequest> which, Intervention what, AtomicInteger left) {}

  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<ServiceRequest> seen = new CopyOnWriteArrayList<>();
  private final List<ServiceRequest> applied = new CopyOnWriteArrayList<>();

  /** Hits the next so many requests that fit. */
  public void next(int times, Predicate<ServiceRequest> which, Intervention what) {
    rules.add(new Rule(which, what, new AtomicInteger(times)));
  }

  /** Hits all that fit, until {@link #clear()}. */
  public void always(Predicate<ServiceRequest> which, Intervention what) {
    next(Integer.MAX_VALUE, which, what);
  }

  public void clear() {
    rules.clear();
    seen.clear();
    applied.clear();
  }

  /** What was asked for, in this order. */
  public List<ServiceRequest> seen() {
    return List.copyOf(seen);
  }

  /** What the services really did, in this order. */
  public List<ServiceRequest> applied() {
    return List.copyOf(applied);
  }

  @Override
  public boolean watches(String service, String action, String caller) {
    // The messages' deletion is the mapping's, who is no process of the function.
    return !caller.isEmpty() || action.equals("DeleteMessageBatch");
  }

  @Override
  public Intervention choose(ServiceRequest exchange) {
    seen.add(exchange);
    for (Rule rule : rules) {
      if (rule.which().test(exchange) && rule.left().getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        return rule.what();
      }
    }
    return Intervention.pass();
  }

  @Override
  public void applied(ServiceRequest exchange, ServiceResponse answer) {
    if (answer.isOk()) {
      applied.add(exchange);
    }
  }
}
