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

  private DemoLive(Optional<Deployment> deployment, Supplier<List<String>> lines) {
    this.deployment = deployment;
    this.lines = lines;
  }

  static DemoLive of(
      LocalCloud cloud, Path template, Terminal terminal, int pictures, InstantSource clock) {
    if (pictures <= MANY || !terminal.errIsTerminal()) {
      return new DemoLive(Optional.empty(), List::of);
    }
    Deployment deployment =
        Deployment.find(
            StackName.of(Template.read(template)),
            AwsEndpoint.of(
                cloud.endpoint(),
                cloud.homeRegion(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))));
    Optional<TerminalInput.Size> room =
        TerminalInput.size()
            .map(size -> new TerminalInput.Size(size.rows() - OTHER_LINES, size.columns()));
    return new DemoLive(
        Optional.of(deployment),
        new LiveLines(terminal, new LiveReader(deployment, clock), room, clock));
  }

  /** Empty where nothing is shown. */
  Supplier<List<String>> lines() {
    return lines;
  }

  @Override
  public void close() {
    deployment.ifPresent(Deployment::close);
  }
}
