package io.fanlens.operations.status;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.Micros;
import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Operation;
import io.fanlens.status.TargetItem;
import io.fanlens.status.TargetReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Turns counters that were read again and again into rates over the last five seconds. A counter
 * that went back belongs to a new item, which began at 0.
 */
public final class LiveRates {

  private static final long WINDOW = 5_000_000;

  /** Shorter than this, a rate is mostly chance. */
  private static final long SHORTEST = 1_000_000;

  private static final double AT_WORK = 0.05;

  private final QuotaRules rules;
  private final Pacing pacing;
  private final Deque<Sample> samples = new ArrayDeque<>();

  public LiveRates(QuotaRules rules) {
    this.rules = rules;
    this.pacing = new Pacing(rules);
  }

  /** Takes in the next read. */
  public LiveView add(LiveSnapshot snapshot) {
    if (!samples.isEmpty() && snapshot.at() <= samples.getLast().at()) {
      samples.clear(); // the clock was set back
    }
    samples.addLast(sample(snapshot));
    while (samples.size() > 2 && second().at() <= snapshot.at() - WINDOW) {
      samples.removeFirst();
    }
    List<LiveView.TargetView> targets =
        snapshot.items().stream().map(item -> view(item, snapshot.at())).toList();
    return new LiveView(
        Micros.toInstant(snapshot.at()), snapshot.depth(), pictures(targets), targets);
  }

  private Sample second() {
    return samples.stream().skip(1).findFirst().orElseThrow();
  }

  private Sample sample(LiveSnapshot snapshot) {
    Map<LiveSnapshot.Key, Counted> items = new HashMap<>();
    snapshot
        .items()
        .forEach(
            item -> {
              CallCounts counts = item.state().counts();
              items.put(
                  LiveSnapshot.Key.of(item),
                  new Counted(
                      counts.permits(),
                      counts.permits() - counts.unused() - ahead(item, snapshot.at()),
                      counts.throttles()));
            });
    return new Sample(snapshot.at(), items);
  }

  /** Permits are counted when they are reserved, up to a second before their calls. */
  private double ahead(TargetItem item, long now) {
    long booked = Math.max(0, item.state().tat() - now);
    return (double) booked / pacing.interval(item.quota(), item.state(), now);
  }

  private LiveView.TargetView view(TargetItem item, long now) {
    double seconds = (samples.getLast().at() - samples.getFirst().at()) / 1e6;
    TargetReport report = TargetReport.of(item.quota(), item.state(), rules, now);
    if (seconds < SHORTEST / 1e6 || isUncounted(item.state())) {
      return new LiveView.TargetView(
          item.operation(), report, OptionalDouble.empty(), OptionalDouble.empty());
    }
    double calls = 0;
    double throttles = 0;
    Counted before = null;
    for (Sample sample : samples) {
      Counted next = sample.items().getOrDefault(LiveSnapshot.Key.of(item), Counted.NOTHING);
      if (before != null) {
        boolean isNew = next.permits() < before.permits() || next.throttles() < before.throttles();
        calls += next.calls() - (isNew ? 0 : before.calls());
        throttles += next.throttles() - (isNew ? 0 : before.throttles());
      }
      before = next;
    }
    return new LiveView.TargetView(
        item.operation(),
        report,
        OptionalDouble.of(Math.max(0, calls / seconds)),
        share(throttles, calls));
  }

  /** Of a version that does not count: it has been used, but nothing is known. */
  private static boolean isUncounted(TargetState state) {
    return state.tat() != 0 && state.counts().equals(CallCounts.NONE);
  }

  /** Throttles come in later than their calls, so there may be more of them for a while. */
  private static OptionalDouble share(double throttles, double calls) {
    if (throttles == 0 && calls < 0.5) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(calls <= throttles ? 1 : throttles / calls);
  }

  private static OptionalDouble pictures(List<LiveView.TargetView> targets) {
    if (targets.stream().noneMatch(target -> target.callsPerSecond().isPresent())) {
      return OptionalDouble.empty();
    }
    Map<Operation, Double> answered = new EnumMap<>(Operation.class);
    for (LiveView.TargetView target : targets) {
      double calls = target.callsPerSecond().orElse(0);
      answered.merge(
          target.operation(), calls * (1 - target.throttledShare().orElse(0)), Double::sum);
    }
    return OptionalDouble.of(
        answered.values().stream()
            .mapToDouble(rate -> rate)
            .filter(rate -> rate >= AT_WORK)
            .min()
            .orElse(0));
  }

  private record Sample(long at, Map<LiveSnapshot.Key, Counted> items) {}

  /**
   * What was counted up to a read.
   *
   * @param calls whose time had come by then, in fractions of a call
   */
  private record Counted(long permits, double calls, long throttles) {
    private static final Counted NOTHING = new Counted(0, 0, 0);
  }
}
