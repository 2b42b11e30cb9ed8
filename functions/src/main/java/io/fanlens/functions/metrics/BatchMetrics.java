package io.fanlens.functions.metrics;

import io.fanlens.analysis.call.CallProblem;
import io.fanlens.functions.metrics.EmbeddedMetrics.Unit;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.pipeline.Outcome;
import io.fanlens.pipeline.PictureEvents;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.Permit;
import io.fanlens.quota.reservation.QuotaEvents;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects the metrics of one batch and writes them at its end: one line for each operation and
 * Region that was called, one for each operation, one for the pictures. Only four metrics are kept
 * by Region, because each name and set of dimensions is billed by the month. No line holds anything
 * of a picture, not even its key.
 */
public final class BatchMetrics implements QuotaEvents, PictureEvents {

  private static final long NO_MESSAGE = -1;

  private final String stack;
  private final InstantSource clock;
  private final PrintStream out;
  private final Map<Key, TargetCounts> byTarget = new TreeMap<>();
  private final Map<String, OperationCounts> byOperation = new TreeMap<>();
  private final Map<Step, Values> bySteps = new EnumMap<>(Step.class);
  private long greatestAgeSeconds = NO_MESSAGE;
  private int brokenConversions;

  /**
   * Metrics of one deployment.
   *
   * @param stack name of the stack: two in one account must stay apart
   */
  public BatchMetrics(String stack, InstantSource clock, PrintStream out) {
    this.stack = stack;
    this.clock = clock;
    this.out = out;
  }

  /**
   * A message was received. Amazon SQS's own age of the oldest message leaves out what was received
   * three times, and a message that waits for capacity is received again and again.
   *
   * @param sentAt when it was put into the queue; 1970 if that is unknown
   */
  public synchronized void received(Instant sentAt) {
    if (sentAt.isAfter(Instant.EPOCH)) {
      long age = Math.max(0, Duration.between(sentAt, clock.instant()).toSeconds());
      greatestAgeSeconds = Math.max(greatestAgeSeconds, age);
    }
  }

  /**
   * Conversions that do not work in this function, which each batch reports again: so an alarm
   * lasts until a version comes in which they do.
   */
  public synchronized void brokenConversions(int number) {
    brokenConversions = number;
  }

  /** A call was answered, and is billed as {@code billed} calls. */
  public synchronized void answered(
      Operation operation, Target target, SentPicture sent, Duration time, int billed) {
    target(operation.apiName(), target).answered(time.toMillis());
    OperationCounts counts = operation(operation.apiName());
    counts.paidCalls += billed;
    counts.bytesSent += bytes(sent);
  }

  synchronized void failed(
      Operation operation, Target target, SentPicture sent, CallProblem problem) {
    target(operation.apiName(), target).failed(problem);
    operation(operation.apiName()).bytesSent += bytes(sent);
  }

  @Override
  public synchronized void ended(Operation operation, Outcome outcome) {
    operation(operation.apiName()).ended(outcome);
  }

  @Override
  public synchronized void took(Step step, Duration time) {
    bySteps.computeIfAbsent(step, key -> new Values()).add(time.toMillis());
  }

  @Override
  public synchronized void stepped(
      String operation, Target target, QuotaStep step, StepResult result) {
    TargetCounts counts = target(operation, target);
    if (!result.applied() && step.isReservation()) {
      counts.failedReservations++;
    }
    TargetState after =
        result.applied() ? step.applyTo(result.before()).orElse(result.before()) : result.before();
    counts.breakerOpen = after.isOpen() ? 1 : 0;
  }

  @Override
  public synchronized void granted(String operation, Permit permit, long waitedMicros) {
    TargetCounts counts = target(operation, permit.target());
    counts.reserved++;
    counts.waitMillis.add(waitedMicros / 1000);
    if (!permit.isProbe()) {
      counts.rate = 1e6 / permit.length();
    }
  }

  @Override
  public synchronized void lost(String operation, Permit permit) {
    TargetCounts counts = target(operation, permit.target());
    counts.reserved++;
    counts.lost++;
  }

  @Override
  public synchronized void called(String operation, Permit permit, CallOutcome outcome) {
    if (outcome == CallOutcome.OVERDUE) {
      target(operation, permit.target()).overdue++;
    }
  }

  @Override
  public synchronized void refused(String operation, NoCapacity noCapacity) {
    operation(operation).refused(noCapacity.reason());
  }

  @Override
  public synchronized void tableUnavailable(String operation, TableUnavailableException reason) {
    operation(operation).tableUnavailable++;
  }

  /** Writes the metrics and resets them. */
  public synchronized void flush() {
    byTarget.forEach(
        (key, counts) -> {
          EmbeddedMetrics line = line();
          counts.write(line, key.operation(), key.target());
          print(line);
        });
    byTarget.clear();
    byOperation.forEach(
        (operation, counts) -> {
          EmbeddedMetrics line = line();
          counts.write(line, operation);
          print(line);
        });
    byOperation.clear();
    EmbeddedMetrics line = line();
    EmbeddedMetrics.Directive pictures = line.by(List.of(List.of("Stack")));
    bySteps.forEach(
        (step, values) ->
            pictures.putIfAny(
                switch (step) {
                  case HEAD -> "HeadTime";
                  case FETCH -> "FetchTime";
                  case CONVERT -> "ConvertTime";
                  case STORE -> "StoreTime";
                },
                Unit.MILLISECONDS,
                values.list()));
    pictures.putIfAny("BrokenConversions", Unit.COUNT, brokenConversions);
    if (greatestAgeSeconds != NO_MESSAGE) {
      pictures.put("MessageAge", Unit.SECONDS, greatestAgeSeconds);
    }
    print(line);
    bySteps.clear();
    greatestAgeSeconds = NO_MESSAGE;
  }

  private EmbeddedMetrics line() {
    return new EmbeddedMetrics(clock.instant()).note("Stack", stack);
  }

  private void print(EmbeddedMetrics line) {
    if (!line.isEmpty()) {
      out.println(line);
    }
  }

  /** An S3 object is sent by name only. */
  private static long bytes(SentPicture sent) {
    return sent instanceof PreparedPicture ? sent.byteCount() : 0;
  }

  private TargetCounts target(String operation, Target target) {
    return byTarget.computeIfAbsent(new Key(operation, target), key -> new TargetCounts());
  }

  private OperationCounts operation(String operation) {
    return byOperation.computeIfAbsent(operation, key -> new OperationCounts());
  }

  private record Key(String operation, Target target) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int byOperation = operation.compareTo(other.operation);
      return byOperation == 0 ? target.compareTo(other.target) : byOperation;
    }
  }
}
