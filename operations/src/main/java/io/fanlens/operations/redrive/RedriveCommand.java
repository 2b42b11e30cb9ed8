package io.fanlens.operations.redrive;

import io.fanlens.operations.command.Columns;
import io.fanlens.operations.command.Counter;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.DeploymentOption;
import io.fanlens.redrive.Redrive;
import io.fanlens.redrive.SqsDeadLetterQueue;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./fanlens redrive}: moves dead letters back to the queue. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Moves the messages of the dead-letter queue back to the queue, with a new set of attempts.",
      "Unreadable messages are only moved with --reason UNREADABLE_MESSAGE."
    })
public final class RedriveCommand implements Callable<Integer> {

  @Mixin private DeploymentOption deployment;

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description = "only messages with this error code")
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
    Redrive redrive =
        new Redrive(
            new SqsDeadLetterQueue(
                deployed.sqs(), deployed.queueUrl(), deployed.deadLetterQueueUrl()),
            Optional.ofNullable(reason),
            dryRun);
    long about = redrive.approximateCount();
    Counter counter = new Counter(terminal, clock);
    Redrive.Report report;
    try {
      report =
          redrive.run(
              handled ->
                  counter.show(
                      "%s: %,d of about %,d messages"
                          .formatted(dryRun ? "Counting" : "Redriving", handled, about)));
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
    columns.add("Reason", "messages", "redriven");
    report
        .deadLetters()
        .forEach(
            (code, count) ->
                columns.add(
                    Terminal.printable(code),
                    Long.toString(count),
                    dryRun ? "-" : Long.toString(report.redriven().getOrDefault(code, 0L))));
    columns.add(
        "all", Long.toString(report.total()), dryRun ? "-" : Long.toString(report.totalRedriven()));
    List<String> lines = new ArrayList<>(columns.lines(terminal.columns()));
    lines.set(0, terminal.strong(lines.getFirst()));
    long remaining = report.total() - report.totalRedriven();
    if (!dryRun && remaining > 0) {
      lines.add(
          "%d remain: unreadable, of another reason, or failed again since the start."
              .formatted(remaining));
    }
    if (!report.complete()) {
      lines.add(
          terminal.bad("There are more: too many messages were set aside to read all of them."));
    }
    return lines;
  }
}
