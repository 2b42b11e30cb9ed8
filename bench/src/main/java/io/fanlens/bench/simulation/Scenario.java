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
 * @param waves when pictures arrive
 * @param depthSeconds burst depth of the targets, in seconds of their rate
 * @param trueShare what share of its quota a target really has; 1 where absent
 * @param latency mean latency of a target's calls; {@link Simulation#LATENCY} where absent
 * @param faults of targets
 * @param tableOutages when the quota table does not answer
 * @param tableRequestsPerSecond requests a second that the table can answer
 * @param killedShare share of batches whose process is killed
 * @param onePictureEach whether a process receives one picture and is never used again
 * @param callsPerDay limit of paid calls a day; 0 for none
 * @param ramp whether the mapping starts slowly
 * @param maxSkew clocks of processes are wrong by up to this
 * @param meanLateness a thread wakes this much late, on average
 * @param fetch time to fetch a picture, which begins when its target is known
 */
public record Scenario(
    String name,
    QuotaPool pool,
    List<Wave> waves,
    double depthSeconds,
    Map<Target, Double> trueShare,
    Map<Target, Double> latency,
    Map<Target, List<TargetFault>> faults,
    List<TableOutage> tableOutages,
    double tableRequestsPerSecond,
    double killedShare,
    boolean onePictureEach,
    int callsPerDay,
    boolean ramp,
    long maxSkew,
    long meanLateness,
    long fetch,
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

  public int pictures() {
    return waves.stream().mapToInt(Wave::pictures).sum();
  }

  /** When the last pictures begin to arrive: from then on the run is measured. */
  public long measuredFrom() {
    return waves.getLast().at();
  }

  /** Calls a second that the targets really take, all healthy. */
  public double trueRate() {
    return pool.groups().stream()
        .flatMap(group -> group.targets().stream())
        .mapToDouble(q -> q.permitsPerSecond() * trueShare.getOrDefault(q.target(), 1.0))
        .sum();
  }
}
