package io.fanlens.local.lambda;

/** A running child, for those who want to kill it. */
public interface ChildHandle {
  String id();

  long pid();

  /** Ends the process at once, as {@code kill -9} does. */
  void kill();
}
