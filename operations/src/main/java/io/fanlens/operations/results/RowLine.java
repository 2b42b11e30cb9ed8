package io.fanlens.operations.results;

import io.fanlens.operations.command.Terminal;

/** A finished row as one log line. */
public final class RowLine {

  private static final int TIME_START = 11;
  private static final int TIME_END = 19;

  private RowLine() {}

  public static String of(StoredRow row, Terminal terminal) {
    String finished = row.json().path("finishedAt").asText();
    String time =
        finished.length() >= TIME_END ? finished.substring(TIME_START, TIME_END) + "  " : "";
    String status = row.succeeded() ? terminal.good(row.status()) : terminal.bad(row.status());
    String seen = row.succeeded() ? row.summary() : row.errorCode() + ": " + row.errorMessage();
    String where =
        row.region().isEmpty()
            ? ""
            : "  "
                + row.region()
                + row.latencyMs().stream().mapToObj(ms -> ", " + ms + " ms").findFirst().orElse("");
    return time
        + "%s  %s  %s  %s"
            .formatted(
                Terminal.printable(row.key()), row.operation(), status, Terminal.printable(seen))
        + where;
  }
}
