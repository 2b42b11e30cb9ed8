package io.fanlens.operations.audit;

import io.fanlens.operations.command.Columns;
import io.fanlens.operations.command.Terminal;
import java.util.ArrayList;
import java.util.List;

/** The summary of an audit. */
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
    long toQueue =
        result.count(AuditCount.MISSING)
            + result.count(AuditCount.STALE)
            + result.count(AuditCount.STUCK);
    if (toQueue + result.count(AuditCount.ORPHANS) == 0) {
      String whole =
          result.rowsCompared()
              ? "very object has its rows, and every row its object."
              : "very object has its rows. Rows are kept when their pictures are removed, so rows"
                  + " were not compared.";
      lines.add(result.complete() ? terminal.good("E" + whole) : "So far e" + whole);
    } else if (!fix) {
      lines.add(
          "--fix queues the objects (Rekognition calls: %,d, %s) and removes the rows."
              .formatted(
                  toQueue,
                  toQueue < 10 ? "less than $0.01" : "about $%.2f".formatted(toQueue * 0.001)));
    }
    if (result.queued() > 0) {
      lines.add(
          "%,d messages were queued at the start: objects that may be among them count as in progress."
              .formatted(result.queued()));
    }
    if (result.deadLetters() > 0) {
      lines.add(
          "%,d dead letters can be redriven; run ./fanlens redrive first."
              .formatted(result.deadLetters()));
    }
    lines.add(terminal.faint("%,.0f table read units consumed".formatted(result.readUnits())));
    if (!result.complete()) {
      lines.add(terminal.bad("Incomplete: continue with ./fanlens audit --resume"));
    }
    return lines;
  }
}
