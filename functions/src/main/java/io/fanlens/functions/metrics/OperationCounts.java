package io.fanlens.functions.metrics;

import io.fanlens.functions.metrics.EmbeddedMetrics.Unit;
import io.fanlens.pipeline.Outcome;
import io.fanlens.quota.reservation.NoCapacity;
import java.util.List;

/** Outcomes and paid calls of one operation, over all targets. */
final class OperationCounts {

  long bytesSent;
  int paidCalls;
  int tableUnavailable;
  private int succeeded;
  private int failed;
  private int gone;
  private int later;
  private int errors;
  private int noCapacity;
  private int allDenied;
  private int spendingStop;

  void ended(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done done -> succeeded++;
      case Outcome.Rejected rejected -> failed++;
      case Outcome.Gone none -> gone++;
      case Outcome.Later waits -> later++;
      case Outcome.Failed again -> errors++;
    }
  }

  void refused(NoCapacity.Reason reason) {
    noCapacity++;
    allDenied += reason == NoCapacity.Reason.ALL_DENIED ? 1 : 0;
    spendingStop += reason == NoCapacity.Reason.SPENDING_STOP ? 1 : 0;
  }

  void write(EmbeddedMetrics line, String operation) {
    line.note("Operation", operation);
    line.by(List.of(List.of("Stack", "Operation")))
        .putIfAny("Succeeded", Unit.COUNT, succeeded)
        .putIfAny("Failed", Unit.COUNT, failed)
        .putIfAny("Gone", Unit.COUNT, gone)
        .putIfAny("Later", Unit.COUNT, later)
        .putIfAny("Errors", Unit.COUNT, errors)
        .putIfAny("PaidCalls", Unit.COUNT, paidCalls)
        .putIfAny("BytesSent", Unit.BYTES, bytesSent)
        .putIfAny("NoCapacity", Unit.COUNT, noCapacity)
        .putIfAny("AllTargetsDenied", Unit.COUNT, allDenied)
        .putIfAny("SpendingStop", Unit.COUNT, spendingStop)
        .putIfAny("QuotaTableUnavailable", Unit.COUNT, tableUnavailable);
  }
}
