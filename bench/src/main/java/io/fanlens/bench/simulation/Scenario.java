package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.Target;
import java.util.List;
import java.util.Map;

/**
 * One run: what there is to do, over which targets, and what goes wrong meanwhile. Times are
 * microseconds, from the beginning of the run.
 *
 * @param pictures how many lie in the queue at the beginning
 * @param depthSeconds burst depth of the targets, in seconds of their rate
 * @param trueShare what share of its quota a target really has; 1 where absent
 * @param troubles what is wrong with targets
 * @param tableTroubles when the quota table is away
 * @param tableRequestsPerSecond what the table can do
 * @param deathShare share of batches whose process is killed
 * @param ramp whether the mapping starts slowly
 * @param maxSkew clocks of processes are off by up to this
 * @param meanLateness a thread wakes this much late, on average
 */
public record Scenario(
    String name,
    QuotaPool pool,
    int pictures,
    double depthSeconds,
    Map<Target, Double> trueShare,
    Map<Target, List<TargetFault>> troubles,
    List<TableOutage> tableTroubles,
    double tableRequestsPerSecond,
    double deathShare,
    boolean ramp,
    long maxSkew,
    long meanLateness,
    QuotaRules rules,
    long seed) {

  private static final long SKEW = 10_000;
  private static final long LATENESS = 2_000;
  private static final double PLENTY = 1e9;

  /**
   * A healthy run: clocks within 10 ms, threads 2 ms late, the mapping at full strength at once.
   */
  public static Scenario healthy(
      String name, QuotaPool pool, int pictures, double depthSeconds, long seed) {
    return new Scenario(
        name,
        pool,
        pictures,
        depthSeconds,
        Map.of(),
        Map.of(),
        List.of(),
        PLENTY,
        0,
        false,
        SKEW,
        LATENESS,
        QuotaRules.DEFAULTS,
        seed);
  }

  public Scenario withTrueShare(Target target, double share) {
    return new Scenario(
        name,
        pool,
        pictures,
        depthSeconds,
        Map.of(target, share),
        troubles,
        tableTroubles,
        tableRequestsPerSecond,
        deathShare,
        ramp,
        maxSkew,
        meanLateness,
        rules,
        seed);
  }

  public Scenario withTrouble(Target target, TargetFault... list) {
    return new Scenario(
        name,
        pool,
        pictures,
        depthSeconds,
        trueShare,
        Map.of(target, List.of(list)),
        tableTroubles,
        tableRequestsPerSecond,
        deathShare,
        ramp,
        maxSkew,
        meanLateness,
        rules,
        seed);
  }

  public Scenario withTable(double requestsPerSecond, TableOutage... list) {
    return new Scenario(
        name,
        pool,
        pictures,
        depthSeconds,
        trueShare,
        troubles,
        List.of(list),
        requestsPerSecond,
        deathShare,
        ramp,
        maxSkew,
        meanLateness,
        rules,
        seed);
  }

  public Scenario withDeaths(double share) {
    return new Scenario(
        name,
        pool,
        pictures,
        depthSeconds,
        trueShare,
        troubles,
        tableTroubles,
        tableRequestsPerSecond,
        share,
        ramp,
        maxSkew,
        meanLateness,
        rules,
        seed);
  }

  public Scenario withRamp() {
    return new Scenario(
        name,
        pool,
        pictures,
        depthSeconds,
        trueShare,
        troubles,
        tableTroubles,
        tableRequestsPerSecond,
        deathShare,
        true,
        maxSkew,
        meanLateness,
        rules,
        seed);
  }

  public Scenario withClocks(long newMaxSkew, long newMeanLateness) {
    return new Scenario(
        name,
        pool,
        pictures,
        depthSeconds,
        trueShare,
        troubles,
        tableTroubles,
        tableRequestsPerSecond,
        deathShare,
        ramp,
        newMaxSkew,
        newMeanLateness,
        rules,
        seed);
  }

  public Scenario withRules(QuotaRules newRules) {
    return new Scenario(
        name,
        pool,
        pictures,
        depthSeconds,
        trueShare,
        troubles,
        tableTroubles,
        tableRequestsPerSecond,
        deathShare,
        ramp,
        maxSkew,
        meanLateness,
        newRules,
        seed);
  }

  /** Calls a second that the targets really take, all healthy. */
  public double trueRate() {
    return pool.groups().stream()
        .flatMap(group -> group.targets().stream())
        .mapToDouble(q -> q.permitsPerSecond() * trueShare.getOrDefault(q.target(), 1.0))
        .sum();
  }
}
