package io.fanlens.operations.redrive;

import io.fanlens.operations.command.Columns;
import io.fanlens.operations.command.Counter;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.DeploymentOption;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./fanlens redrive}: sends dead letters back to the queue. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the messages of the dead-letter queue back to the queue, each with fresh attempts.",
      "Unreadable ones are only sent back with --reason UNREADABLE_MESSAGE."
    })
public final class RedriveCommand implements Callable<Integer> {

  @Mixin private DeploymentOption deployment;

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description = "only messages that were given up with this code")
  private String reason;

  @Option(names = "--dry-run", description = "only count the messages by reason")
  private boolean dryRun;

  private final Terminal terminal;
  private final InstantSource clock;

  public RedriveCommand(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    return deployment.with(this::redrive);
  }

  private int redrive(Deployment deployed) throws InterruptedException {
    Redrive redrive = new Redrive(deployed, Optional.ofNullable(reason), dryRun);
    long about = redrive.approximateCount();
    Counter counter = new Counter(terminal, clock);
    Redrive.Report report;
    try {
      report =
          redrive.run(
              handled ->
                  counter.say(
                      "%s: %,d of about %,d letters"
                          .formatted(dryRun ? "Counting" : "Sending back", handled, about)));
    } finally {
      counter.end();
    }
    text(report).forEach(terminal.out()::println);
    return 0;
  }

  List<String> text(Redrive.Report report) {
    if (report.total() == 0) {
      return List.of("The dead-letter queue of stack %s is empty.".formatted(deployment.stack()));
    }
    Columns columns = new Columns(Columns.Side.LEFT, Columns.Side.RIGHT, Columns.Side.RIGHT);
    columns.add("Reason", "letters", "sent back");
    report
        .letters()
        .forEach(
            (code, count) ->
                columns.add(
                    Terminal.printable(code),
                    Long.toString(count),
                    dryRun ? "-" : Long.toString(report.sentBack().getOrDefault(code, 0L))));
    columns.add(
        "all", Long.toString(report.total()), dryRun ? "-" : Long.toString(report.totalSentBack()));
    List<String> lines = new ArrayList<>(columns.lines(terminal.columns()));
    lines.set(0, terminal.strong(lines.getFirst()));
    long stay = report.total() - report.totalSentBack();
    if (!dryRun && stay > 0) {
      lines.add(
          "%d stay: unreadable, of another reason, or failed since this began.".formatted(stay));
    }
    if (!report.complete()) {
      lines.add(
          terminal.bad(
              "There are more: so many letters were set aside that not all were looked at."));
    }
    return lines;
  }
}
