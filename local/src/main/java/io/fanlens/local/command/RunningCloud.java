package io.fanlens.local.command;

import io.fanlens.local.LocalCloud;
import io.fanlens.local.LocalCloudOptions;
import java.util.concurrent.atomic.AtomicBoolean;

/** A local cloud that is stopped once, whether its command ends or Ctrl-C ends it. */
final class RunningCloud implements AutoCloseable {

  private static final AtomicBoolean INTERRUPTED = new AtomicBoolean();

  private final LocalCloud cloud;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread atExit;

  private RunningCloud(LocalCloud cloud) {
    this.cloud = cloud;
    this.atExit =
        new Thread(
            () -> {
              INTERRUPTED.set(true);
              closeOnce();
            },
            "stop-local-cloud");
  }

  static RunningCloud start(LocalCloudOptions options) {
    RunningCloud running = new RunningCloud(LocalCloud.start(options));
    try {
      Runtime.getRuntime().addShutdownHook(running.atExit);
    } catch (IllegalStateException e) {
      INTERRUPTED.set(true); // Ctrl-C came while it started.
      running.closeOnce();
    }
    return running;
  }

  /** Whether the process is being stopped: what fails from now on is no news to the user. */
  static boolean isInterrupted() {
    return INTERRUPTED.get();
  }

  LocalCloud cloud() {
    return cloud;
  }

  @Override
  public void close() {
    closeOnce();
    if (!INTERRUPTED.get()) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        INTERRUPTED.set(true);
      }
    }
  }

  private void closeOnce() {
    if (closed.compareAndSet(false, true)) {
      cloud.close();
    }
  }
}
