package io.fanlens.operations.status;

import io.fanlens.operations.command.Columns;
import io.fanlens.operations.command.Terminal;
import io.fanlens.quota.Micros;
import io.fanlens.settings.Target;
import io.fanlens.stage.capacity.InFlightLimit;
import io.fanlens.status.FailureCount;
import io.fanlens.status.TargetReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A deployment's status as text within the terminal's width. */
final class StatusText {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  StatusText(Terminal terminal, Instant now) {
    this.terminal = terminal;
    this.now = now;
  }

  List<String> of(String stack, String region, Status status, Optional<ClaimScan.Report> claims) {
    lines.add(terminal.strong(title(stack, region)));
    queues(status);
    failures(status.failures());
    targets(status.targets());
    claims.ifPresent(this::claims);
    return List.copyOf(lines);
  }

  private void queues(Status status) {
    heading("Queue");
    Columns columns = new Columns(Columns.Side.LEFT, Columns.Side.RIGHT, Columns.Side.LEFT);
    boolean empty = status.waiting() + status.inFlight() + status.delayed() == 0;
    columns.add("waiting", number(status.waiting()), "");
    columns.add(
        "in flight",
        number(status.inFlight()),
        (status.isNearInFlightLimit()
                ? "near the queue's limit of %s: see docs/operations.md"
                : "of %s: being processed, or requeued")
            .formatted(number(InFlightLimit.MESSAGES)));
    if (status.delayed() > 0) {
      columns.add("delayed", number(status.delayed()), "");
    }
    columns.add(
        "oldest",
        status.oldest().map(StatusText::age).orElse("-"),
        empty || status.oldest().isPresent() ? "" : "unknown: no answer from CloudWatch");
    columns.add(
        "dead letters",
        number(status.deadLetters()),
        status.deadLetters() > 0 ? "./fanlens redrive --dry-run shows why" : "");
    List<String> all = new ArrayList<>(columns.lines(terminal.columns() - INDENT.length()));
    if (status.deadLetters() > 0) {
      all.add(terminal.bad(all.removeLast()));
    }
    all.forEach(this::indented);
  }

  private void failures(FailureCount failures) {
    heading("Failed in the last %d days".formatted(failures.days()));
    if (failures.byCode().isEmpty()) {
      indented(terminal.good("none"));
    }
    Columns columns = new Columns(Columns.Side.LEFT, Columns.Side.RIGHT);
    failures
        .byCode()
        .forEach((code, count) -> columns.add(Terminal.printable(code), number(count)));
    columns.lines(terminal.columns() - INDENT.length()).forEach(this::indented);
    if (!failures.complete()) {
      indented("and more: counting stopped here; use fewer --days");
    }
  }

  private void targets(List<Status.TargetLine> targets) {
    heading("Regions");
    if (targets.isEmpty()) {
      indented("drawn by weight; no shared state");
      return;
    }
    Columns columns =
        new Columns(
            Columns.Side.LEFT,
            Columns.Side.LEFT,
            Columns.Side.RIGHT,
            Columns.Side.RIGHT,
            Columns.Side.LEFT);
    columns.add("Operation", "Region", "quota/s", "now/s", "Breaker");
    String operation = "";
    for (Status.TargetLine line : targets) {
      String name = line.operation().apiName();
      TargetReport report = line.report();
      columns.add(
          name.equals(operation) ? "" : name,
          region(report.quota().target()),
          rate(report.quota().permitsPerSecond()),
          report.breaker() == TargetReport.Breaker.CLOSED ? rate(report.rate()) : "0",
          state(report));
      operation = name;
    }
    List<String> all = columns.lines(terminal.columns() - INDENT.length());
    indented(terminal.strong(all.getFirst()));
    for (int i = 0; i < targets.size(); i++) {
      boolean closed = targets.get(i).report().breaker() == TargetReport.Breaker.CLOSED;
      indented(closed ? all.get(i + 1) : terminal.bad(all.get(i + 1)));
    }
  }

  private String state(TargetReport report) {
    String until = report.until().map(micros -> clock(Micros.toInstant(micros))).orElse("");
    return switch (report.breaker()) {
      case CLOSED ->
          report.isCut()
              ? "closed, cut to %d%%"
                  .formatted(Math.round(100 * report.rate() / report.quota().permitsPerSecond()))
              : "closed";
      case OPEN -> "open until " + until;
      case HALF_OPEN -> "half-open: one call probes";
      case DENIED -> "denied until " + until;
    };
  }

  private void claims(ClaimScan.Report report) {
    heading("Claims");
    Columns columns = new Columns(Columns.Side.LEFT, Columns.Side.RIGHT, Columns.Side.LEFT);
    columns.add("working", number(report.working()), "");
    columns.add("requeued", number(report.requeued()), "waiting for their next attempt");
    columns.add(
        "stuck",
        number(report.stuck()),
        report.stuck() > 0 ? "./fanlens audit --fix queues them again" : "");
    columns.lines(terminal.columns() - INDENT.length()).forEach(this::indented);
    for (ClaimScan.Stuck stuck : report.named()) {
      indented(
          terminal.bad(
              "%s %s since %s"
                  .formatted(
                      Terminal.printable(stuck.id()),
                      stuck.operation(),
                      age(Duration.between(stuck.until(), now)))));
    }
    indented(
        terminal.faint(
            "%,d rows read, %,.0f read units".formatted(report.rows(), report.readUnits())));
  }

  private void heading(String text) {
    lines.add("");
    lines.add(terminal.strong(text));
  }

  private void indented(String line) {
    lines.add(INDENT + line);
  }

  static String title(String stack, String region) {
    return "Stack %s in %s".formatted(stack, region);
  }

  static String clock(Instant time) {
    return CLOCK.format(time);
  }

  static String region(Target target) {
    return target.account().equals(Target.HOME) ? target.region() : target.key();
  }

  static String number(long number) {
    return "%,d".formatted(number);
  }

  static String rate(double rate) {
    return BigDecimal.valueOf(rate)
        .setScale(rate < 10 ? 1 : 0, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** {@code 2 min}, {@code 3 h}: the largest unit that fits twice. */
  static String age(Duration age) {
    if (age.toDays() >= 2) {
      return age.toDays() + " d";
    }
    if (age.toHours() >= 2) {
      return age.toHours() + " h";
    }
    return age.toMinutes() >= 2 ? age.toMinutes() + " min" : age.toSeconds() + " s";
  }
}
