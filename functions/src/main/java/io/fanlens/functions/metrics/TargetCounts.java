package io.fanlens.functions.metrics;

import io.fanlens.analysis.call.CallProblem;
import io.fanlens.functions.metrics.EmbeddedMetrics.Unit;
import io.fanlens.settings.Target;
import java.util.List;

/**
 * Counts of one operation at one target. Each metric is billed by the month, so only those that
 * show an unhealthy Region are kept by Region; the rest is kept for the operation.
 */
final class TargetCounts {

  private static final List<String> BY_OPERATION = List.of("Stack", "Operation");

  final Values callMillis = new Values();
  final Values waitMillis = new Values();
  int reserved;
  int lost;
  int failedReservations;
  int overdue;
  double rate;
  int breakerOpen;
  private int calls;
  private int throttled;
  private int faults;
  private int denied;

  void answered(long millis) {
    calls++;
    callMillis.add(millis);
  }

  void failed(CallProblem problem) {
    calls++;
    switch (problem) {
      case THROTTLED, RAMPED_TOO_FAST -> throttled++;
      case SERVICE_FAULT -> faults++;
      case DENIED -> denied++;
      case OBJECT_REFUSED, BAD_PICTURE, REQUEST_REFUSED, INTERRUPTED -> {}
    }
  }

  void write(EmbeddedMetrics line, String operation, Target target) {
    boolean home = target.account().equals(Target.HOME);
    line.note("Operation", operation).note("Region", home ? target.region() : target.key());
    line.by(List.of(List.of("Stack", "Operation", "Region"), BY_OPERATION))
        .put("Calls", Unit.COUNT, calls)
        .put("Throttled", Unit.COUNT, throttled)
        .put("BreakerOpen", Unit.NONE, breakerOpen)
        .putIfAny("CallTime", Unit.MILLISECONDS, callMillis.list());
    line.by(List.of(BY_OPERATION))
        .putIfAny("Wait", Unit.MILLISECONDS, waitMillis.list())
        .putIfAny("Faults", Unit.COUNT, faults)
        .putIfAny("Denied", Unit.COUNT, denied)
        .putIfAny("Lost", Unit.COUNT, lost)
        .putIfAny("FailedReservations", Unit.COUNT, failedReservations);
    line.note("Reserved", reserved).note("Overdue", overdue);
    if (rate > 0) {
      line.note("Rate", rate);
    }
  }
}
