package io.fanlens.operations.audit;

import io.fanlens.operations.command.Columns;
import io.fanlens.operations.command.Terminal;
import java.util.ArrayList;
import java.util.List;

/** What an audit says at its end. */
final class AuditText {

  private final Terminal terminal;

  AuditText(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> of(AuditRun.Result result, boolean fix) {
    Columns columns = new Columns(Columns.Side.RIGHT, Columns.Side.LEFT);
    for (AuditCount count : AuditCount.values()) {
      boolean always =
          count == AuditCount.OBJECTS || (count == AuditCount.ROWS && result.rowsCompared());
      if (result.count(count) > 0 || always) {
        columns.add("%,d".formatted(result.count(count)), count.words());
      }
    }
    List<String> lines = new ArrayList<>(columns.lines(terminal.columns()));
    long lacking =
        result.count(AuditCount.MISSING)
            + result.count(AuditCount.STALE)
            + result.count(AuditCount.STUCK);
    if (lacking + result.count(AuditCount.ORPHANS) == 0) {
      String whole =
          result.rowsCompared()
              ? "very object has its rows, and every row its object."
              : "very object has its rows. Rows outlive their pictures, so they were not compared.";
      lines.add(result.complete() ? terminal.good("E" + whole) : "So far e" + whole);
    } else if (!fix) {
      lines.add(
          "--fix queues the objects (calls of Rekognition: %,d, %s) and removes the rows."
              .formatted(
                  lacking,
                  lacking < 10 ? "less than $0.01" : "about $%.2f".formatted(lacking * 0.001)));
    }
    if (result.queued() > 0) {
      lines.add(
          "%,d messages waited when it began: what may be among them counts as in work."
              .formatted(result.queued()));
    }
    if (result.deadLetters() > 0) {
      lines.add(
          "%,d dead letters wait for ./fanlens redrive; do that first."
              .formatted(result.deadLetters()));
    }
    lines.add(terminal.faint("%,.0f read units of the table".formatted(result.readUnits())));
    if (!result.complete()) {
      lines.add(terminal.bad("Not at the end: go on with ./fanlens audit --resume"));
    }
    return lines;
  }
}
