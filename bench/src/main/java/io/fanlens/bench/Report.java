package io.fanlens.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.bench.simulation.SimulationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as lines of a table and as JSON. */
final class Report {

  static final String HEADER =
      """
      | case | contender | pictures/s | drain / ideal | quota used | throttled | throttled calls | calls a picture | billed s a picture | p50 / p99 wait, s | table reads + writes a picture |
      |---|---|---|---|---|---|---|---|---|---|---|\
      """
          .stripTrailing();

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Report() {}

  static String line(SimulationResult o) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %.3f | %.1f%% | %.3f%% | %d | %.4f | %.3f | %.1f / %.1f | %.2f + %.2f"
            + " |",
        o.scenario(),
        o.contender().label(),
        o.picturesPerSecond(),
        o.drainToIdeal(),
        100 * o.use(),
        o.throttledPercent(),
        o.throttled(),
        o.callsAPicture(),
        o.billedAPicture(),
        o.p50Wait(),
        o.p99Wait(),
        (double) o.reads() / o.pictures(),
        (double) o.writes() / o.pictures());
  }

  static void writeJson(Path file, List<SimulationResult> results) throws IOException {
    JSON.writeValue(file.toFile(), results.stream().map(Report::figures).toList());
  }

  private static Map<String, Object> figures(SimulationResult o) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("case", o.scenario());
    figures.put("contender", o.contender().label());
    figures.put("pictures", o.pictures());
    figures.put("done", o.done());
    figures.put("picturesPerSecond", o.picturesPerSecond());
    figures.put("drainSeconds", o.drainSeconds());
    figures.put("idealSeconds", o.ideal());
    figures.put("drainToIdeal", o.drainToIdeal());
    figures.put("quotaUsed", o.use());
    figures.put("calls", o.calls());
    figures.put("callsAPicture", o.callsAPicture());
    figures.put("throttled", o.throttled());
    figures.put("throttledPercent", o.throttledPercent());
    figures.put("lastThrottleSecond", o.lastThrottle());
    figures.put("faults", o.faults());
    figures.put("billedSecondsAPicture", o.billedAPicture());
    figures.put("waitP50Seconds", o.p50Wait());
    figures.put("waitP99Seconds", o.p99Wait());
    figures.put("tableReads", o.reads());
    figures.put("tableWrites", o.writes());
    figures.put("failedConditions", o.failedConditions());
    figures.put("mostWritesASecondOfAnItem", o.mostWritesOfAnItem());
    figures.put("permitsLost", o.lostPermits());
    figures.put("requeued", o.requeued());
    figures.put("doneBySecond", o.curve());
    return figures;
  }
}
