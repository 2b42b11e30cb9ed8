package io.fanlens.operations.status;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.Micros;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Deployments at work, for tests. */
final class LiveViews {

  static final Instant NOW = Instant.parse("2026-01-01T12:00:05Z");

  private LiveViews() {}

  /** A Region works, one is cut, one is out of use, one denies calls, and many are idle. */
  static LiveView busy() {
    List<LiveView.TargetView> targets = new ArrayList<>();
    targets.add(target("us-east-1", 100, 100, TargetReport.Breaker.CLOSED, 98.47, 0));
    targets.add(target("us-west-2", 100, 42, TargetReport.Breaker.CLOSED, 41, 0.078));
    targets.add(target("eu-west-1", 25, 25, TargetReport.Breaker.OPEN, 0, -1));
    targets.add(target("me-central-1", 25, 25, TargetReport.Breaker.DENIED, 0, -1));
    targets.add(target("us-east-2", 5, 5, TargetReport.Breaker.HALF_OPEN, 0.2, -1));
    for (String region : List.of("ap-southeast-1", "ap-south-1", "ca-central-1", "eu-west-2")) {
      targets.add(target(region, 25, 25, TargetReport.Breaker.CLOSED, 0, -1));
    }
    return new LiveView(NOW, new QueueDepth(1_234, 310, 0, 2), OptionalDouble.of(136.27), targets);
  }

  /**
   * A target.
   *
   * @param share of throttled calls; below 0 for none known
   */
  static LiveView.TargetView target(
      String region,
      double quota,
      double rate,
      TargetReport.Breaker breaker,
      double calls,
      double share) {
    return new LiveView.TargetView(
        Operation.DETECT_FACES,
        new TargetReport(
            new TargetQuota(Target.home(region), quota, 1),
            rate,
            breaker,
            breaker == TargetReport.Breaker.CLOSED
                ? Optional.empty()
                : Optional.of(Micros.of(NOW.plusMillis(3_500))),
            0,
            new CallCounts(500, 3, 10)),
        OptionalDouble.of(calls),
        share < 0 ? OptionalDouble.empty() : OptionalDouble.of(share));
  }
}
