package io.fanlens.local.faults;

/** Decides which requests to disturb, and how. Thread-safe. */
public interface FaultInjector {

  /** Whether such requests are intercepted; all others pass untouched. */
  boolean intercepts(String service, String action, String caller);

  Intervention interventionFor(ServiceRequest request);

  /** Receives the answer of the service, whether or not the caller gets it. */
  default void applied(ServiceRequest request, ServiceResponse answer) {}
}
