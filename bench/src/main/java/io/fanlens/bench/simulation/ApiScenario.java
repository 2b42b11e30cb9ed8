package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;

/**
 * Synchronous calls: each instance holds one call and shares nothing with the others but the table.
 * Times are microseconds.
 *
 * @param instances most instances at a time; a call that finds none is turned away before it
 *     reaches any code of ours
 * @param load calls that arrive, as a share of all quotas; 0 for a closed loop, in which every
 *     instance takes its next call as soon as it is free
 * @param cycle in a closed loop, all instances call at the same instant, and again so long after
 *     the last call or with its answer; 0 where they call at random times
 * @param burst whether a batch saturates whatever the calls leave
 * @param rules the instances'
 * @param burstRules the batch's
 * @param tableLatency mean of a request to the quota table
 * @param warmUp the run is measured from then on
 * @param measured for this long
 */
public record ApiScenario(
    QuotaPool pool,
    int instances,
    double load,
    long cycle,
    boolean burst,
    QuotaRules rules,
    QuotaRules burstRules,
    double depthSeconds,
    double tableLatency,
    long warmUp,
    long measured,
    long seed) {

  /** Instances without a limit. */
  public static final int UNLIMITED = 1_000_000;

  private static final double DEPTH = 0.5;
  private static final double TABLE_LATENCY = 10_000;
  private static final long CYCLE = 1_400_000;
  private static final long WARM_UP = 20_000_000;
  private static final long MEASURED = 40_000_000;

  /** That many instances that are never idle. */
  public static ApiScenario closed(QuotaPool pool, int instances, QuotaRules rules, long seed) {
    return of(pool, instances, 0, 0, rules, seed);
  }

  /**
   * As threads of a load test with equal answer times: all call at the same instant, every 1.4 s.
   *
   * @param load what that comes to, as a share of all quotas
   */
  public static ApiScenario lockstep(QuotaPool pool, double load, QuotaRules rules, long seed) {
    int threads = (int) (load * pool.permitsPerSecond() * CYCLE / 1e6);
    return of(pool, threads, 0, CYCLE, rules, seed);
  }

  /** Calls that arrive whatever becomes of them. */
  public static ApiScenario open(QuotaPool pool, double load, QuotaRules rules, long seed) {
    return of(pool, UNLIMITED, load, 0, rules, seed);
  }

  private static ApiScenario of(
      QuotaPool pool, int instances, double load, long cycle, QuotaRules rules, long seed) {
    return new ApiScenario(
        pool,
        instances,
        load,
        cycle,
        false,
        rules,
        rules,
        DEPTH,
        TABLE_LATENCY,
        WARM_UP,
        MEASURED,
        seed);
  }

  /** The same with at most that many instances. */
  public ApiScenario withInstances(int most) {
    return new ApiScenario(
        pool,
        most,
        load,
        cycle,
        burst,
        rules,
        burstRules,
        depthSeconds,
        tableLatency,
        warmUp,
        measured,
        seed);
  }

  /** The same beside a batch that saturates the quotas. */
  public ApiScenario besideBurst(QuotaRules ofBurst) {
    return new ApiScenario(
        pool,
        instances,
        load,
        cycle,
        true,
        rules,
        ofBurst,
        depthSeconds,
        tableLatency,
        warmUp,
        measured,
        seed);
  }

  /** The same, measured for another time. */
  public ApiScenario measuredFor(double warmUpSeconds, double seconds) {
    return new ApiScenario(
        pool,
        instances,
        load,
        cycle,
        burst,
        rules,
        burstRules,
        depthSeconds,
        tableLatency,
        (long) (warmUpSeconds * 1e6),
        (long) (seconds * 1e6),
        seed);
  }

  /** The same with a table that answers in that time. */
  public ApiScenario withTableLatency(double micros) {
    return new ApiScenario(
        pool,
        instances,
        load,
        cycle,
        burst,
        rules,
        burstRules,
        depthSeconds,
        micros,
        warmUp,
        measured,
        seed);
  }
}
