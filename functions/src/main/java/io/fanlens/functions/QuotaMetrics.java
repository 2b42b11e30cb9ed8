package io.fanlens.functions;

import io.fanlens.functions.EmbeddedMetrics.Metric;
import io.fanlens.functions.EmbeddedMetrics.Unit;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.NoCapacity;
import io.fanlens.quota.Permit;
import io.fanlens.quota.QuotaEvents;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableAwayException;
import io.fanlens.quota.Target;
import io.fanlens.quota.TargetState;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Counts what happens with the quotas during one batch, and writes it as metrics at its end: one
 * line for each operation and Region that was used, one for an operation's messages that must wait.
 */
final class QuotaMetrics implements QuotaEvents {

  /** CloudWatch takes no more values of one metric in one line. */
  private static final int MOST_VALUES = 100;

  private final InstantSource clock;
  private final PrintStream out;
  private final Map<Key, Counts> byTarget = new TreeMap<>();
  private final Map<String, OperationCounts> byOperation = new TreeMap<>();

  QuotaMetrics(InstantSource clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  @Override
  public synchronized void stepped(
      String operation, Target target, QuotaStep step, StepResult result) {
    Counts counts = counts(operation, target);
    if (!result.applied()
        && (step instanceof QuotaStep.Append || step instanceof QuotaStep.Restart)) {
      counts.failedBookings++;
    }
    TargetState after =
        result.applied() ? step.applyTo(result.before()).orElse(result.before()) : result.before();
    counts.breakerOpen = after.isOpen() ? 1 : 0;
  }

  @Override
  public synchronized void granted(String operation, Permit permit, long waitedMicros) {
    Counts counts = counts(operation, permit.target());
    counts.booked++;
    if (counts.waits.size() < MOST_VALUES) {
      counts.waits.add(waitedMicros / 1000);
    }
    if (permit.interval() > 0) {
      counts.rate = 1e6 / permit.interval();
    }
  }

  @Override
  public synchronized void lost(String operation, Permit permit) {
    Counts counts = counts(operation, permit.target());
    counts.booked++;
    counts.lost++;
  }

  @Override
  public synchronized void called(String operation, Permit permit, CallOutcome outcome) {
    Counts counts = counts(operation, permit.target());
    switch (outcome) {
      case ANSWERED -> {}
      case THROTTLED, TOO_STEEP -> counts.throttled++;
      case FAULT -> counts.faults++;
      case OVERDUE -> counts.overdue++;
      case DENIED -> counts.denied++;
    }
  }

  @Override
  public synchronized void refused(String operation, NoCapacity noCapacity) {
    OperationCounts counts = counts(operation);
    counts.waiting++;
    counts.allDenied += noCapacity.reason() == NoCapacity.Reason.ALL_DENIED ? 1 : 0;
    counts.spendingStop += noCapacity.reason() == NoCapacity.Reason.SPENDING_STOP ? 1 : 0;
  }

  @Override
  public synchronized void tableAway(String operation, TableAwayException reason) {
    counts(operation).tableAway++;
  }

  /** Writes and forgets what was counted. */
  synchronized void flush() {
    byTarget.forEach((key, counts) -> write(key.dimensions(), counts.metrics()));
    byTarget.clear();
    byOperation.forEach(
        (operation, counts) -> {
          SequencedMap<String, String> dimensions = new LinkedHashMap<>();
          dimensions.put("Operation", operation);
          write(dimensions, counts.metrics());
        });
    byOperation.clear();
  }

  private void write(
      SequencedMap<String, String> dimensions, SequencedMap<String, Metric> metrics) {
    out.println(EmbeddedMetrics.line(clock.instant(), dimensions, metrics));
  }

  private Counts counts(String operation, Target target) {
    return byTarget.computeIfAbsent(new Key(operation, target), key -> new Counts());
  }

  private OperationCounts counts(String operation) {
    return byOperation.computeIfAbsent(operation, key -> new OperationCounts());
  }

  private record Key(String operation, Target target) implements Comparable<Key> {

    SequencedMap<String, String> dimensions() {
      SequencedMap<String, String> dimensions = new LinkedHashMap<>();
      dimensions.put("Operation", operation);
      boolean home = target.account().equals(Target.HOME);
      dimensions.put("Region", home ? target.region() : target.key());
      return dimensions;
    }

    @Override
    public int compareTo(Key other) {
      int byOperation = operation.compareTo(other.operation);
      return byOperation == 0 ? target.compareTo(other.target) : byOperation;
    }
  }

  /** Of one operation at one target. */
  private static final class Counts {

    private final List<Long> waits = new ArrayList<>();
    private int booked;
    private int lost;
    private int failedBookings;
    private int throttled;
    private int faults;
    private int overdue;
    private int denied;
    private double rate;
    private int breakerOpen;

    SequencedMap<String, Metric> metrics() {
      SequencedMap<String, Metric> metrics = new LinkedHashMap<>();
      metrics.put("Booked", new Metric(Unit.COUNT, booked));
      metrics.put("Lost", new Metric(Unit.COUNT, lost));
      metrics.put("FailedBookings", new Metric(Unit.COUNT, failedBookings));
      metrics.put("Throttled", new Metric(Unit.COUNT, throttled));
      metrics.put("Faults", new Metric(Unit.COUNT, faults));
      metrics.put("Overdue", new Metric(Unit.COUNT, overdue));
      metrics.put("Denied", new Metric(Unit.COUNT, denied));
      metrics.put("BreakerOpen", new Metric(Unit.NONE, breakerOpen));
      if (rate > 0) {
        metrics.put("Rate", new Metric(Unit.PER_SECOND, rate));
      }
      if (!waits.isEmpty()) {
        metrics.put("Wait", new Metric(Unit.MILLISECONDS, waits));
      }
      return metrics;
    }
  }

  /** Of one operation, whatever the target. */
  private static final class OperationCounts {

    private int waiting;
    private int allDenied;
    private int spendingStop;
    private int tableAway;

    SequencedMap<String, Metric> metrics() {
      SequencedMap<String, Metric> metrics = new LinkedHashMap<>();
      metrics.put("NoCapacity", new Metric(Unit.COUNT, waiting));
      metrics.put("AllTargetsDenied", new Metric(Unit.COUNT, allDenied));
      metrics.put("SpendingStop", new Metric(Unit.COUNT, spendingStop));
      metrics.put("QuotaTableAway", new Metric(Unit.COUNT, tableAway));
      return metrics;
    }
  }
}
