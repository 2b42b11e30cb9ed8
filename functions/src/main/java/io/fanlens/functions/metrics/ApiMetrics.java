package io.fanlens.functions.metrics;

import io.fanlens.functions.metrics.EmbeddedMetrics.Unit;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Counts the API's answers by the kind of their status. No client is a dimension: each would be
 * billed by the month, and its name would be in the log.
 */
public final class ApiMetrics {

  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final String stack;
  private final InstantSource clock;
  private final PrintStream out;
  private final Values millis = new Values();
  private int answered;
  private int refused;
  private int failed;

  public ApiMetrics(String stack, InstantSource clock, PrintStream out) {
    this.stack = stack;
    this.clock = clock;
    this.out = out;
  }

  /** A request was answered, with a result or a refusal. */
  public synchronized void answered(int status, Duration time) {
    if (status >= SERVER_ERROR) {
      failed++;
    } else if (status >= CLIENT_ERROR) {
      refused++;
    } else {
      answered++;
      millis.add(time.toMillis());
    }
  }

  /** Writes the metrics and resets them. */
  public synchronized void flush() {
    EmbeddedMetrics line = new EmbeddedMetrics(clock.instant()).note("Stack", stack);
    line.by(List.of(List.of("Stack")))
        .putIfAny("ApiAnswered", Unit.COUNT, answered)
        .putIfAny("ApiRefused", Unit.COUNT, refused)
        .putIfAny("ApiFailed", Unit.COUNT, failed)
        .putIfAny("ApiTime", Unit.MILLISECONDS, millis.list());
    if (!line.isEmpty()) {
      out.println(line);
    }
    answered = 0;
    refused = 0;
    failed = 0;
    millis.list().clear();
  }
}
