package io.fanlens.bench.sim;

/** Scratch. */
final class TryIt {
  private TryIt() {}

  public static void main(String[] args) {
    for (String pool : args[0].split(",")) {
      for (Way way : Way.values()) {
        var p = Pools.parse(pool);
        Scenario s =
            Scenario.healthy(
                pool, p, (int) (60 * p.permitsPerSecond()), Double.parseDouble(args[1]), 1);
        long t = System.nanoTime();
        Outcome o = Simulation.run(s, way);
        System.out.printf(
            "%s %-22s done %d/%d drain/ideal %.3f use %.4f thr %.2f%% calls/p %.4f billed %.3f p50"
                + " %.1f p99 %.1f looks %d writes %d failed %d maxw %d lost %d back %d fail %d  (%d"
                + " ms)%n",
            pool,
            way.label(),
            o.done(),
            o.pictures(),
            o.drainToIdeal(),
            o.use(),
            o.throttledPercent(),
            o.callsAPicture(),
            o.billedAPicture(),
            o.p50Wait(),
            o.p99Wait(),
            o.looks(),
            o.writes(),
            o.failedConditions(),
            o.mostWritesOfAnItem(),
            o.lostPermits(),
            o.handedBack(),
            o.failed(),
            (System.nanoTime() - t) / 1000000);
      }
    }
  }
}
