package io.fanlens.bench.simulation;

import io.fanlens.quota.CallCounts;
import io.fanlens.settings.Target;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param drainSeconds until the last picture was done
 * @param ideal seconds it takes at the targets' true rates
 * @param use share of the targets' true rate that was used while the queue still held pictures
 * @param callsAPicture calls sent, with those that failed
 * @param throttledPercent of all calls
 * @param billedAPicture seconds of function time
 * @param lastThrottle second of the last throttled call
 * @param curve pictures done by the end of each second
 * @param counts what the targets' items counted
 */
public record SimulationResult(
    String scenario,
    Approach contender,
    int pictures,
    int done,
    double drainSeconds,
    double ideal,
    double use,
    long calls,
    double callsAPicture,
    long throttled,
    double throttledPercent,
    long faults,
    double billedAPicture,
    double p50Wait,
    double p99Wait,
    long reads,
    long writes,
    long failedConditions,
    int mostWritesOfAnItem,
    int lostPermits,
    int requeued,
    int failed,
    double lastThrottle,
    List<Integer> curve,
    Map<Target, SimulatedCallLog> logs,
    Map<Target, CallCounts> counts) {

  public double drainToIdeal() {
    return drainSeconds / ideal;
  }

  public double picturesPerSecond() {
    return done / drainSeconds;
  }
}
