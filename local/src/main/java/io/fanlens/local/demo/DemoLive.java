package io.fanlens.local.demo;

import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.stack.StackName;
import io.fanlens.local.template.Template;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.TerminalInput;
import io.fanlens.operations.deployment.AwsEndpoint;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.status.LiveLines;
import io.fanlens.operations.status.LiveReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The stack at work, shown under the progress of a demo that takes a while, on a terminal. */
final class DemoLive implements AutoCloseable {

  /** Fewer pictures are done before there is anything to see. */
  private static final int MANY = 50;

  /** The lines of the progress bar, and of the cursor. */
  private static final int OTHER_LINES = 2;

  private final Optional<Deployment> deployment;
  private final Supplier<List<String>> lines;
  private final Supplier<Optional<TerminalInput.Size>> sizes;
  private final Terminal terminal;

  /**
   * Of lines that change.
   *
   * @param sizes of the terminal now
   */
  DemoLive(
      Optional<Deployment> deployment,
      Supplier<List<String>> lines,
      Supplier<Optional<TerminalInput.Size>> sizes,
      Terminal terminal) {
    this.deployment = deployment;
    this.lines = lines;
    this.sizes = sizes;
    this.terminal = terminal;
  }

  static DemoLive none(Terminal terminal) {
    return new DemoLive(Optional.empty(), List::of, Optional::empty, terminal);
  }

  static DemoLive of(
      LocalCloud cloud, Path template, Terminal terminal, int pictures, InstantSource clock) {
    if (pictures <= MANY || !terminal.errIsTerminal()) {
      return none(terminal);
    }
    Deployment deployment =
        Deployment.find(
            StackName.of(Template.read(template)),
            AwsEndpoint.of(
                cloud.endpoint(),
                cloud.homeRegion(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))));
    return new DemoLive(
        Optional.of(deployment),
        new LiveLines(
            terminal,
            new LiveReader(deployment, clock),
            () -> TerminalInput.size().map(DemoLive::room),
            clock),
        TerminalInput::size,
        terminal);
  }

  private static TerminalInput.Size room(TerminalInput.Size size) {
    return new TerminalInput.Size(size.rows() - OTHER_LINES, size.columns());
  }

  /** None where nothing is shown. */
  List<String> lines() {
    return lines.get();
  }

  /** Of the terminal now. */
  int columns() {
    return sizes.get().map(TerminalInput.Size::columns).orElse(terminal.width());
  }

  @Override
  public void close() {
    deployment.ifPresent(Deployment::close);
  }
}
