package io.fanlens.operations.status;

import io.fanlens.operations.command.Counter;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.DeploymentOption;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fanlens status}: the state of a deployment. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows the queues, the failures, and the state of each Region.")
public final class StatusCommand implements Callable<Integer> {

  private static final int MAX_DAYS = 366;

  @Mixin private DeploymentOption deployment;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "count failures of the last N days (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(names = "--claims", description = "also find stuck claims; scans the whole results table")
  private boolean claims;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Option(
      names = "--watch",
      description =
          "show the deployment at work, twice a second, until q or Ctrl-C; with --json an object"
              + " of JSON a line")
  private boolean watch;

  @Spec private CommandSpec spec;

  private final Terminal terminal;
  private final InstantSource clock;

  public StatusCommand(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (days < 1 || days > MAX_DAYS) {
      throw new ParameterException(
          spec.commandLine(), "--days is %d; give 1 to %d".formatted(days, MAX_DAYS));
    }
    if (watch && claims) {
      throw new ParameterException(
          spec.commandLine(), "--claims reads the whole table; give it without --watch");
    }
    return watch ? deployment.with(this::watch) : deployment.with(this::show);
  }

  private int watch(Deployment deployed) throws InterruptedException {
    LiveWatch.show(
        terminal,
        json,
        StatusText.title(deployed.stack(), deployed.region()),
        new LiveReader(deployed, clock));
    return 0;
  }

  private int show(Deployment deployed) {
    Status status = new StatusReader(deployed, clock).read(days);
    Optional<ClaimScan.Report> scanned = claims ? Optional.of(scan(deployed)) : Optional.empty();
    StatusText text = new StatusText(terminal, clock.instant());
    if (json) {
      terminal.out().println(StatusJson.of(deployed, status, scanned));
    } else {
      text.of(deployed.stack(), deployed.region(), status, scanned)
          .forEach(terminal.out()::println);
    }
    return 0;
  }

  private ClaimScan.Report scan(Deployment deployed) {
    Counter counter = new Counter(terminal, clock);
    try {
      return new ClaimScan(deployed, clock.instant())
          .run(rows -> counter.show("Reading the table: %,d rows".formatted(rows)));
    } finally {
      counter.end();
    }
  }
}
