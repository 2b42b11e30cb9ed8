package io.fanlens.local.faults;

/** Decides which requests something happens to. Asked from many threads. */
public interface FaultInjector {

  /** Whether requests of this kind are read and relayed at all; the others pass untouched. */
  boolean watches(String service, String action, String caller);

  Intervention choose(ServiceRequest exchange);

  /** Hears what a service really did, whether or not the caller hears of it. */
  default void applied(ServiceRequest exchange, ServiceResponse answer) {}
}
