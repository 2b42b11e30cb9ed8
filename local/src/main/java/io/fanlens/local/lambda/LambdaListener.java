package io.fanlens.local.lambda;

/** Hears what happens in the service. Called from many threads: be quick and thread-safe. */
@FunctionalInterface
public interface LambdaListener {
  void on(LambdaEvent event);

  /** A listener's own failure must not stop a child or lose a batch. */
  static LambdaListener guarded(LambdaListener listener) {
    return event -> {
      try {
        listener.on(event);
      } catch (RuntimeException e) {
        System.err.println("A Lambda listener failed on " + event + ": " + e);
      }
    };
  }
}
