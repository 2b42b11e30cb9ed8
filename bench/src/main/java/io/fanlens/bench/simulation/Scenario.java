package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.Target;
import java.util.List;
import java.util.Map;

/**
 * One run: the work, the targets, and the faults meanwhile. Times are microseconds, from the
 * beginning of the run.
 *
 * @param pictures how many are in the queue at the beginning
 * @param depthSeconds burst depth of the targets, in seconds of their rate
 * @param trueShare what share of its quota a target really has; 1 where absent
 * @param faults of targets
 * @param tableOutages when the quota table does not answer
 * @param tableRequestsPerSecond requests a second that the table can answer
 * @param killedShare share of batches whose process is killed
 * @param ramp whether the mapping starts slowly
 * @param maxSkew clocks of processes are wrong by up to this
 * @param meanLateness a thread wakes this much late, on average
 */
public record Scenario(
    String name,
    QuotaPool pool,
    int pictures,
    double depthSeconds,
    Map<Target, Double> trueShare,
    Map<Target, List<TargetFault>> faults,
    List<TableOutage> tableOutages,
    double tableRequestsPerSecond,
    double killedShare,
    boolean ramp,
    long maxSkew,
    long meanLateness,
    QuotaRules rules,
    long seed) {

  /**
   * A healthy run: clocks within 10 ms, threads 2 ms late, the mapping at full strength at once.
   */
  public static Scenario healthy(
      String name, QuotaPool pool, int pictures, double depthSeconds, long seed) {
    return builder(name, pool, pictures, depthSeconds, seed).build();
  }

  /** A healthy run, to be changed. */
  public static ScenarioBuilder builder(
      String name, QuotaPool pool, int pictures, double depthSeconds, long seed) {
    return new ScenarioBuilder(name, pool, pictures, depthSeconds, seed);
  }

  /** Calls a second that the targets really take, all healthy. */
  public double trueRate() {
    return pool.groups().stream()
        .flatMap(group -> group.targets().stream())
        .mapToDouble(q -> q.permitsPerSecond() * trueShare.getOrDefault(q.target(), 1.0))
        .sum();
  }
}
