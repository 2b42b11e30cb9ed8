package io.fanlens.bench;

import io.fanlens.bench.simulation.PoolNames;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.bench.simulation.ScenarioBuilder;
import io.fanlens.bench.simulation.TableOutage;
import io.fanlens.bench.simulation.TargetFault;
import io.fanlens.bench.simulation.Wave;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetChoice;
import io.fanlens.settings.Target;
import java.util.List;

/**
 * Cases by name: a pool and its variants, such as {@code 3x100+15x25:depth=0.1,dead}. Faults hit
 * the first target, from 25 s on.
 */
final class Cases {

  /** The cases that are run when none is named. */
  static final List<String> STANDARD =
      List.of(
          "2x50",
          "3x100+15x25",
          "3x50+14x5",
          "3x100",
          "3x100+15x25:depth=1.0",
          "3x100+15x25:depth=0.1",
          "2x50:dead",
          "3x100+15x25:dead",
          "3x100+15x25:hanging",
          "3x100+15x25:half",
          "2x50:half",
          "3x100+15x25:deaths",
          "3x100+15x25:ramp",
          "2x50:foreign",
          "3x100+15x25:foreign",
          "3x100+15x25:slow",
          "3x100+15x25:trickle",
          "3x100+15x25:spending");

  static final String VARIANTS =
      "depth=S, dead, hanging, half, deaths, ramp, foreign, slow, trickle, spending, skew=MS,"
          + " single-draw, pace=P, table-unavailable, accounts=N";

  private static final double BEGIN = 25;
  private static final double END = 35;
  private static final double BURST_SECONDS = 60;

  private Cases() {}

  /**
   * Reads a name.
   *
   * @param pictures how many; 0 for 60 s of work
   * @param depth burst depth in seconds, unless the name gives one
   */
  static Scenario parse(String name, int pictures, double depth, long seed) {
    String[] parts = name.split(":", 2);
    String[] variants = parts.length == 1 ? new String[0] : parts[1].split(",", -1);
    int accounts = 1;
    double ownDepth = depth;
    for (String variant : variants) {
      if (variant.startsWith("accounts=")) {
        accounts = (int) number(variant);
      } else if (variant.startsWith("depth=")) {
        ownDepth = number(variant);
      }
    }
    QuotaPool pool = PoolNames.parse(parts[0], accounts);
    int count = pictures > 0 ? pictures : usualCount(variants, pool.permitsPerSecond());
    double seconds = count / pool.permitsPerSecond();
    ScenarioBuilder scenario = Scenario.builder(name, pool, count, ownDepth, seed);
    for (String variant : variants) {
      apply(scenario, name, variant, pool, count, Math.min(END, seconds));
    }
    return scenario.build();
  }

  private static int usualCount(String[] variants, double rate) {
    List<String> named = List.of(variants);
    if (named.contains("spending")) {
      return 25_000;
    }
    if (named.contains("trickle")) {
      return 1_020;
    }
    return (int) ((named.contains("foreign") ? 200 : BURST_SECONDS) * rate);
  }

  private static void apply(
      ScenarioBuilder scenario,
      String name,
      String variant,
      QuotaPool pool,
      int count,
      double end) {
    Target first = pool.groups().getFirst().targets().getFirst().target();
    QuotaRules rules = QuotaRules.DEFAULTS;
    switch (variant.replaceFirst("=.*", "")) {
      case "depth", "accounts" -> {} // read before
      case "dead" -> scenario.faults(first, TargetFault.dead(BEGIN, end));
      case "hanging" -> scenario.faults(first, TargetFault.hanging(BEGIN, end));
      case "half" -> scenario.trueShare(first, 0.5);
      case "deaths" -> scenario.killedShare(0.02);
      case "ramp" -> scenario.ramp();
      case "foreign" -> foreignThrottling(scenario, pool.permitsPerSecond(), count);
      case "slow" -> scenario.faults(first, TargetFault.dead(BEGIN, end)).latency(first, 1_800_000);
      case "trickle" -> trickle(scenario, first, count);
      case "spending" -> scenario.onePictureEach().callsPerDay(4 * count / 5);
      case "skew" -> scenario.maxSkew((long) (1_000 * number(variant)));
      case "single-draw" ->
          scenario.rules(rules.with(rules.reservation().withChoice(TargetChoice.SINGLE_DRAW)));
      case "pace" -> scenario.rules(rules.with(rules.reservation().withPace(number(variant))));
      case "table" -> scenario.tableRequestsPerSecond(number(variant));
      case "table-unavailable" ->
          scenario.tableOutages(new TableOutage((long) (BEGIN * 1e6), (long) (end * 1e6), 1));
      default ->
          throw new IllegalArgumentException(
              "case '%s': '%s' is unknown; known are %s".formatted(name, variant, VARIANTS));
    }
  }

  /**
   * 20 s of somebody else's throttling under load, which takes a tenth of the pictures; 70 s later
   * a burst of the others.
   */
  private static void foreignThrottling(ScenarioBuilder scenario, double rate, int count) {
    scenario
        .faultsEverywhere(TargetFault.throttled(0, 20))
        .waves(Wave.every(1 / rate, 0, count / 10), Wave.atOnce(90, count - count / 10));
  }

  /**
   * A burst opens a breaker for ten minutes; then one picture a minute, each fetched for 150 ms.
   */
  private static void trickle(ScenarioBuilder scenario, Target first, int count) {
    scenario
        .faults(first, TargetFault.dead(0, 600))
        .fetch(150_000)
        .waves(Wave.atOnce(0, count - 20), Wave.every(60, 30, 20));
  }

  private static double number(String variant) {
    try {
      return Double.parseDouble(variant.replaceFirst("^[^=]*=", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' needs a number after '='".formatted(variant), e);
    }
  }
}
