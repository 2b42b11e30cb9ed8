package io.fanlens.operations.audit;

import io.fanlens.operations.command.Counter;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.DeploymentOption;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fanlens audit}: whether every object has its rows, and every row its object. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Lists every object without its rows and every row without its object.",
      "It reads the whole bucket and the whole table."
    })
public final class AuditCommand implements Callable<Integer> {

  @Mixin private DeploymentOption deployment;

  @Option(
      names = "--fix",
      description =
          "queue the objects with missing or outdated rows, and remove rows without an object")
  private boolean fix;

  @Option(names = "--resume", description = "continue where the last audit stopped")
  private boolean resume;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "0",
      description = "stop after about N objects or rows; continue with --resume")
  private long limit;

  @Option(
      names = "--min-age",
      paramLabel = "MINUTES",
      description =
          "objects younger than this count as in progress (default: the age of the oldest queued"
              + " message, plus 10 minutes)")
  private Integer minAge;

  @Spec private CommandSpec spec;

  private final Terminal terminal;
  private final Installation installation;
  private final InstantSource clock;

  public AuditCommand(Terminal terminal, Installation installation, InstantSource clock) {
    this.terminal = terminal;
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (limit < 0) {
      throw new ParameterException(
          spec.commandLine(), "--limit is %d; give 1 or more".formatted(limit));
    }
    if (minAge != null && minAge < 0) {
      throw new ParameterException(
          spec.commandLine(), "--min-age is %d; give 0 or more minutes".formatted(minAge));
    }
    return deployment.with(this::audit);
  }

  private int audit(Deployment deployed) throws IOException {
    AuditRun.Options options =
        new AuditRun.Options(
            fix, resume, limit, Optional.ofNullable(minAge).map(Duration::ofMinutes));
    Counter counter = new Counter(terminal, clock);
    AuditRun.Result result;
    try {
      result =
          new AuditRun(deployed, installation.root().resolve(".fanlens"), clock)
              .run(options, new Printer(counter));
    } finally {
      counter.end();
    }
    new AuditText(terminal).of(result, fix).forEach(terminal.out()::println);
    return 0;
  }

  /** Prints findings, and the progress. */
  private final class Printer implements AuditListener {
    private final Counter counter;
    private final Instant started = clock.instant();
    private long atStart = -1;

    Printer(Counter counter) {
      this.counter = counter;
    }

    @Override
    public void found(AuditFinding finding) {
      counter.end();
      terminal
          .out()
          .printf(
              "%s  %s %s%n",
              terminal.bad("%-28s".formatted(finding.count().words())),
              Terminal.printable(finding.key()),
              finding.operation());
    }

    @Override
    public void progress(Map<AuditCount, Long> counts) {
      long done = counts.get(AuditCount.OBJECTS) + counts.get(AuditCount.ROWS);
      atStart = atStart < 0 ? done : atStart;
      double seconds = Math.max(1, Duration.between(started, clock.instant()).toMillis() / 1000.0);
      counter.show(
          "%,d objects and %,d rows compared, %,.0f a second"
              .formatted(
                  counts.get(AuditCount.OBJECTS),
                  counts.get(AuditCount.ROWS),
                  (done - atStart) / seconds));
    }
  }
}
