package io.fanlens.local.command;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the program is being stopped, by Ctrl-C: what fails from then on is no news. */
final class Ending {

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private Ending() {}

  static void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> BEGUN.set(true), "note-ending"));
  }

  static boolean hasBegun() {
    return BEGUN.get();
  }
}
