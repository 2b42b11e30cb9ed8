package io.fanlens.operations.status;

import io.fanlens.operations.command.Terminal;
import io.fanlens.quota.Micros;
import io.fanlens.settings.Operation;
import io.fanlens.status.TargetReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A live view as lines within the terminal's width: a bar for each target's use of its quota. */
final class LiveText {

  private static final String INDENT = "  ";

  /** Up to this many idle targets have lines of their own. */
  private static final int FEW = 3;

  private static final int MAX_BAR = 24;
  private static final int MIN_BAR = 4;

  private static final int BESIDE_NAME_AND_BAR = 2 + 2 + 7 + 2 + 6 + 2 + 9 + 2 + 12;
  private static final double MANY_THROTTLES = 0.05;

  private final Terminal terminal;
  private final LiveView view;
  private final int name;
  private final int bar;
  private final List<String> lines = new ArrayList<>();

  private LiveText(Terminal terminal, LiveView view) {
    this.terminal = terminal;
    this.view = view;
    int room = terminal.columns() - BESIDE_NAME_AND_BAR;
    int longest =
        view.targets().stream()
            .mapToInt(t -> Math.max(t.operation().apiName().length(), 2 + region(t).length()))
            .max()
            .orElse(0);
    this.name = Math.min(longest, room - MIN_BAR);
    this.bar = Math.clamp(room - (long) name, MIN_BAR, MAX_BAR);
  }

  /** The queues, and all operations with their targets. */
  static List<String> of(Terminal terminal, LiveView view) {
    return new LiveText(terminal, view).all();
  }

  /** All in one line, for a log. */
  static String line(LiveView view) {
    String operations =
        view.byOperation().entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("; "));
    return "%s  %s%s"
        .formatted(
            StatusText.clock(view.at()),
            queues(view),
            operations.isEmpty() ? "" : "; " + operations);
  }

  private static String line(Operation operation, List<LiveView.TargetView> targets) {
    long out =
        targets.stream().filter(t -> t.report().breaker() != TargetReport.Breaker.CLOSED).count();
    return "%s %s of %s calls/s, %s throttled%s"
        .formatted(
            operation.apiName(),
            number(calls(targets)),
            number(quota(targets)),
            percent(throttled(targets)),
            out == 0 ? "" : ", %d out of use".formatted(out));
  }

  private List<String> all() {
    add(INDENT + queues(view));
    if (view.targets().isEmpty()) {
      add(INDENT + "Regions are drawn by weight; no shared state");
      return lines;
    }
    lines.add("");
    add(line("", " ".repeat(bar), "calls/s", "quota", "throttled", "Breaker"));
    view.byOperation().forEach(this::operation);
    return lines;
  }

  private static String queues(LiveView view) {
    return "%s waiting, %s in flight, %s dead letters, %s pictures/s"
        .formatted(
            StatusText.number(view.depth().waiting() + view.depth().delayed()),
            StatusText.number(view.depth().inFlight()),
            StatusText.number(view.depth().deadLetters()),
            number(view.picturesPerSecond()));
  }

  private void operation(Operation operation, List<LiveView.TargetView> targets) {
    lines.add(
        terminal.strong(
            line(
                operation.apiName(),
                bar(calls(targets), quota(targets).orElse(0)),
                number(calls(targets)),
                number(quota(targets)),
                percent(throttled(targets)),
                "")));
    List<LiveView.TargetView> idle = targets.stream().filter(LiveView.TargetView::isIdle).toList();
    boolean fold = idle.size() > FEW;
    for (LiveView.TargetView target : targets) {
      if (!fold || !target.isIdle()) {
        target(target);
      }
    }
    if (fold) {
      String named = idle.stream().map(LiveText::region).collect(Collectors.joining(", "));
      lines.add(terminal.faint(shortened("%s%d idle: %s".formatted(INDENT, idle.size(), named))));
    }
  }

  private void target(LiveView.TargetView target) {
    double quota = target.report().quota().permitsPerSecond();
    String line =
        line(
            INDENT + region(target),
            bar(target.callsPerSecond(), quota),
            number(target.callsPerSecond()),
            number(OptionalDouble.of(quota)),
            percent(target.throttledShare()),
            state(target.report(), view.at()));
    boolean ill = target.report().breaker() != TargetReport.Breaker.CLOSED;
    lines.add(
        ill || target.throttledShare().orElse(0) >= MANY_THROTTLES ? terminal.bad(line) : line);
  }

  private void add(String line) {
    lines.add(shortened(line));
  }

  private String line(
      String named, String bars, String calls, String quota, String share, String end) {
    String cut = named.length() <= name ? named : named.substring(0, name - 1) + "…";
    String padded = cut + " ".repeat(name - cut.length());
    return shortened(
        "%s  %s  %7s  %6s  %9s  %s"
            .formatted(padded, bars, calls, quota, share, end)
            .stripTrailing());
  }

  private String shortened(String line) {
    return line.length() <= terminal.columns()
        ? line
        : line.substring(0, terminal.columns() - 1) + "…";
  }

  private String bar(OptionalDouble calls, double quota) {
    double share = quota == 0 ? 0 : calls.orElse(0) / quota;
    int cells = (int) Math.clamp(Math.round(share * bar), 0L, (long) bar);
    return "█".repeat(cells) + "░".repeat(bar - cells);
  }

  private static OptionalDouble calls(List<LiveView.TargetView> targets) {
    return targets.stream().noneMatch(t -> t.callsPerSecond().isPresent())
        ? OptionalDouble.empty()
        : OptionalDouble.of(targets.stream().mapToDouble(t -> t.callsPerSecond().orElse(0)).sum());
  }

  private static OptionalDouble quota(List<LiveView.TargetView> targets) {
    return OptionalDouble.of(
        targets.stream().mapToDouble(t -> t.report().quota().permitsPerSecond()).sum());
  }

  private static OptionalDouble throttled(List<LiveView.TargetView> targets) {
    double calls = calls(targets).orElse(0);
    return calls == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            targets.stream()
                    .mapToDouble(t -> t.callsPerSecond().orElse(0) * t.throttledShare().orElse(0))
                    .sum()
                / calls);
  }

  private static String region(LiveView.TargetView target) {
    return StatusText.region(target.report().quota().target());
  }

  private static String state(TargetReport report, Instant now) {
    long left = report.until().map(until -> seconds(now, until)).orElse(0L);
    return switch (report.breaker()) {
      case CLOSED ->
          report.isCut()
              ? "cut to %d%%"
                  .formatted(Math.round(100 * report.rate() / report.quota().permitsPerSecond()))
              : "closed";
      case OPEN -> "open %d s".formatted(left);
      case HALF_OPEN -> "half-open";
      case DENIED -> "denied %d s".formatted(left);
    };
  }

  private static long seconds(Instant now, long until) {
    return Math.max(0, Duration.between(now, Micros.toInstant(until)).toSeconds() + 1);
  }

  private static String number(OptionalDouble rate) {
    if (rate.isEmpty()) {
      return "-";
    }
    double known = rate.getAsDouble();
    boolean whole = known >= 100 || known == Math.rint(known);
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", known);
  }

  private static String percent(OptionalDouble share) {
    return share.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * share.getAsDouble());
  }
}
