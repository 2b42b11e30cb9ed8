package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A scenario in the making: healthy, unless something else is said. */
public final class ScenarioBuilder {

  private static final double UNLIMITED = 1e9;

  private final String name;
  private final QuotaPool pool;
  private final double depthSeconds;
  private final long seed;
  private List<Wave> waves;
  private Map<Target, Double> trueShare = Map.of();
  private Map<Target, Double> latency = Map.of();
  private Map<Target, List<TargetFault>> faults = Map.of();
  private List<TableOutage> tableOutages = List.of();
  private double tableRequestsPerSecond = UNLIMITED;
  private double killedShare;
  private boolean onePictureEach;
  private int callsPerDay;
  private boolean ramp;
  private long maxSkew = 10_000;
  private long meanLateness = 2_000;
  private long fetch;
  private QuotaRules rules = QuotaRules.DEFAULTS;

  ScenarioBuilder(String name, QuotaPool pool, int pictures, double depthSeconds, long seed) {
    this.name = name;
    this.pool = pool;
    this.waves = List.of(Wave.atOnce(0, pictures));
    this.depthSeconds = depthSeconds;
    this.seed = seed;
  }

  /** When pictures arrive, instead of all at the beginning. */
  public ScenarioBuilder waves(Wave... arriving) {
    waves = List.of(arriving);
    return this;
  }

  /** The share of its quota that a target really has. */
  public ScenarioBuilder trueShare(Target target, double share) {
    trueShare = Map.of(target, share);
    return this;
  }

  public ScenarioBuilder latency(Target target, double micros) {
    latency = Map.of(target, micros);
    return this;
  }

  /** The same faults at every target. */
  public ScenarioBuilder faultsEverywhere(TargetFault... ofEach) {
    Map<Target, List<TargetFault>> ofAll = new HashMap<>();
    pool.groups().stream()
        .flatMap(group -> group.targets().stream())
        .forEach(quota -> ofAll.put(quota.target(), List.of(ofEach)));
    faults = ofAll;
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

  /** A process receives one picture and is never used again. */
  public ScenarioBuilder onePictureEach() {
    onePictureEach = true;
    return this;
  }

  /** At most so many paid calls a day. */
  public ScenarioBuilder callsPerDay(int calls) {
    callsPerDay = calls;
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

  public ScenarioBuilder fetch(long micros) {
    fetch = micros;
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
        waves,
        depthSeconds,
        trueShare,
        latency,
        faults,
        tableOutages,
        tableRequestsPerSecond,
        killedShare,
        onePictureEach,
        callsPerDay,
        ramp,
        maxSkew,
        meanLateness,
        fetch,
        rules,
        seed);
  }
}
