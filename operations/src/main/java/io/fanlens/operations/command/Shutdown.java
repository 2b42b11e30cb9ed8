package io.fanlens.operations.command;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the program is being stopped with Ctrl-C: failures from then on are not reported. */
public final class Shutdown {

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private Shutdown() {}

  public static void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> BEGUN.set(true), "note-shutdown"));
  }

  public static boolean hasBegun() {
    return BEGUN.get();
  }
}
