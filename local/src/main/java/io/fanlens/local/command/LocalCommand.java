package io.fanlens.local.command;

import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.stack.StackName;
import io.fanlens.local.template.Template;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import io.fanlens.operations.results.RowLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fanlens local}: runs the stack here until Ctrl-C and prints a line for each row. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = "Runs the stack on this machine until Ctrl-C.")
public final class LocalCommand implements Callable<Integer> {

  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "4566",
      description =
          "port of the endpoint on 127.0.0.1 (default: ${DEFAULT-VALUE}); 0 for any free one")
  private int port;

  @Mixin private StageOption stage;

  @Mixin private DynamoDbOption dynamodb;

  @Mixin private RuntimeOption runtime;

  @Spec private CommandSpec spec;

  private final Terminal terminal;
  private final Installation installation;
  private final InstantSource clock;

  public LocalCommand(Terminal terminal, Installation installation, InstantSource clock) {
    this.terminal = terminal;
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port is %d; give 0 to %d".formatted(port, MAX_PORT));
    }
    requireFree(port);
    LocalFiles files = new LocalFiles(installation);
    files.requireBuilt();
    Path template = new StageTemplate(installation, terminal).of(stage.orDefault());
    FunctionRuntime chosen = runtime.chosen();
    terminal
        .err()
        .println("Starting the local cloud; the function runs under " + chosen.description());
    try (LocalCloud cloud =
        LocalCloud.start(
            files.options(template, port, dynamodb.endpoint(), chosen), this::report)) {
      RowWatch watch =
          new RowWatch(cloud.clients().dynamodb(), cloud.outputs().get("TableName"), clock);
      watch.skipPresent();
      LocalGuide guide =
          new LocalGuide(
              terminal,
              cloud.endpoint(),
              cloud.homeRegion(),
              StackName.of(Template.read(template)),
              cloud.outputs(),
              StageKeys.of(cloud.clients().s3(), cloud.outputs(), TemplateOperations.of(template)),
              installation);
      terminal.out().println(guide.text(cloud.notEmulated()));
      watch.run(row -> terminal.out().println(RowLine.of(row, terminal)), Thread::sleep);
    }
    return 0;
  }

  private void report(LambdaEvent event) {
    FunctionFaults.of(event).ifPresent(sentence -> terminal.err().println(sentence));
  }

  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw UserError.failed(
          "port %d of 127.0.0.1 cannot be used (%s); choose another with --port N"
              .formatted(port, e.getMessage()));
    }
  }
}
