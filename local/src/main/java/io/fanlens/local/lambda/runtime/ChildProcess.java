package io.fanlens.local.lambda.runtime;

import io.fanlens.local.lambda.Timers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A child's process, with what it needs while it runs: a port of the Runtime API and its output.
 */
final class ChildProcess {
  private final ChildCommand command;
  private final RuntimeApi.Port port;
  private final ChildCommand.Launch launch;
  private final Process process;
  private ChildOutput output;

  private ChildProcess(
      ChildCommand command, RuntimeApi.Port port, ChildCommand.Launch launch, Process process) {
    this.command = command;
    this.port = port;
    this.launch = launch;
    this.process = process;
  }

  /**
   * Starts the process.
   *
   * @param calls take what it calls on the Runtime API
   * @param directory the child's own
   * @throws Exception when it cannot be started; nothing is left of the attempt
   */
  static ChildProcess start(
      String childId, ChildCommand command, RuntimeApi api, RuntimeApi.Calls calls, Path directory)
      throws Exception {
    RuntimeApi.Port port = api.open(calls);
    ChildCommand.Launch launch = null;
    try {
      launch = command.prepare(childId, port.address(), directory);
      return new ChildProcess(command, port, launch, launch.builder().start());
    } catch (IOException | RuntimeException e) {
      port.close();
      if (launch != null) {
        command.ended(launch);
      }
      throw e;
    }
  }

  /** Passes on what the process prints, and its end, after its last line. */
  void follow(ChildOutput printed, Timers timers, Consumer<ChildProcess> ended) {
    output = printed;
    printed.follow(process);
    var unused =
        process
            .onExit()
            .thenAcceptAsync(
                gone -> {
                  printed.awaitEnd(timers);
                  port.close();
                  command.ended(launch);
                  ended.accept(this);
                },
                Thread::startVirtualThread);
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Asks it to end. By its handle: Process.destroy() would close the pipe on its last lines. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** How long it may take to end when it is asked to. */
  Duration endsWithin() {
    return launch.aot().endsWithin();
  }

  int exitStatus() {
    return process.exitValue();
  }

  /** Its last lines, for a message. */
  String tail() {
    return output.tail();
  }
}
