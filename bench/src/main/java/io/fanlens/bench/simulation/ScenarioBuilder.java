package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.Target;
import java.util.List;
import java.util.Map;

/** A scenario in the making: healthy, unless something else is said. */
public final class ScenarioBuilder {

  private static final double UNLIMITED = 1e9;

  private final String name;
  private final QuotaPool pool;
  private final int pictures;
  private final double depthSeconds;
  private final long seed;
  private Map<Target, Double> trueShare = Map.of();
  private Map<Target, List<TargetFault>> faults = Map.of();
  private List<TableOutage> tableOutages = List.of();
  private double tableRequestsPerSecond = UNLIMITED;
  private double killedShare;
  private boolean ramp;
  private long maxSkew = 10_000;
  private long meanLateness = 2_000;
  private QuotaRules rules = QuotaRules.DEFAULTS;

  ScenarioBuilder(String name, QuotaPool pool, int pictures, double depthSeconds, long seed) {
    this.name = name;
    this.pool = pool;
    this.pictures = pictures;
    this.depthSeconds = depthSeconds;
    this.seed = seed;
  }

  /** The share of its quota that a target really has. */
  public ScenarioBuilder trueShare(Target target, double share) {
    trueShare = Map.of(target, share);
    return this;
  }

  public ScenarioBuilder faults(Target target, TargetFault... ofTarget) {
    faults = Map.of(target, List.of(ofTarget));
    return this;
  }

  public ScenarioBuilder tableOutages(TableOutage... outages) {
    tableOutages = List.of(outages);
    return this;
  }

  public ScenarioBuilder tableRequestsPerSecond(double requests) {
    tableRequestsPerSecond = requests;
    return this;
  }

  /** The share of batches whose process is killed. */
  public ScenarioBuilder killedShare(double share) {
    killedShare = share;
    return this;
  }

  /** The mapping starts slowly. */
  public ScenarioBuilder ramp() {
    ramp = true;
    return this;
  }

  public ScenarioBuilder maxSkew(long micros) {
    maxSkew = micros;
    return this;
  }

  public ScenarioBuilder meanLateness(long micros) {
    meanLateness = micros;
    return this;
  }

  public ScenarioBuilder rules(QuotaRules changed) {
    rules = changed;
    return this;
  }

  public Scenario build() {
    return new Scenario(
        name,
        pool,
        pictures,
        depthSeconds,
        trueShare,
        faults,
        tableOutages,
        tableRequestsPerSecond,
        killedShare,
        ramp,
        maxSkew,
        meanLateness,
        rules,
        seed);
  }
}
