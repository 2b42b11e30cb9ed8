package io.fanlens.operations.status;

import io.fanlens.operations.command.Terminal;

/** {@code status --watch} of a deployment that is made up. */
final class WatchProgram {

  private WatchProgram() {}

  public static void main(String[] args) throws InterruptedException {
    LiveWatch.show(Terminal.ofProcess(), false, "Stack S", new WatchedQuota()::next);
    System.exit(0);
  }
}
