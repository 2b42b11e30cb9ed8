package io.fanlens.operations.command;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the program is being stopped, by Ctrl-C: what fails from then on is no news. */
public final class Shutdown {

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private Shutdown() {}

  public static void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> BEGUN.set(true), "note-ending"));
  }

  public static boolean hasBegun() {
    return BEGUN.get();
  }
}
