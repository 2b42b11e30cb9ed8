package io.fanlens.e2e.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run as a person reads it, and as a program does. */
public final class ChaosReport {

  private static final int HISTORIES = 20;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ChaosReport() {}

  static void print(ChaosResult result, Journal journal, PrintWriter out) {
    Findings findings = result.findings();
    out.println();
    out.println("| fault | times | requests hit |");
    out.println("|---|---|---|");
    new EnumMap<ChaosFault.Kind, Integer>(result.faults())
        .forEach(
            (kind, times) ->
                out.printf(
                    "| %s | %d | %s |%n",
                    kind.sentence,
                    times,
                    result.hits().getOrDefault(kind, 0L) == 0 ? "" : result.hits().get(kind)));
    out.printf("| event sent twice | %d | |%n", result.doubledEvents());
    out.printf("| process of the function ended | %d | |%n", result.deaths());
    out.println();
    out.println("| counted | |");
    out.println("|---|---|");
    out.printf("| objects in the bucket at the end | %d |%n", findings.objects);
    findings.rows.forEach((status, count) -> out.printf("| rows %s | %d |%n", status, count));
    for (Findings.Kind kind : Findings.Kind.values()) {
      out.printf("| %s | %d |%n", kind.sentence, findings.count(kind));
    }
    out.printf("| versions x operations that were paid for | %d |%n", findings.paidVersions);
    out.printf("| paid calls | %d |%n", findings.calls);
    findings
        .causes()
        .forEach((cause, count) -> out.printf("| extra call: %s | %d |%n", cause, count));
    out.printf("| dead letters | %d |%n", findings.deadLetters.size());
    out.printf("| the cloud's process at half time | %s |%n", result.first());
    out.printf("| and at the end%s | %s |%n", result.isFlat() ? "" : ": NOT FLAT", result.last());
    out.printf("| nothing in flight after | %d s |%n", result.quietAfter().toSeconds());
    out.println();
    histories(findings, journal, out);
    out.println(
        result.isGood()
            ? "Nothing lost, nothing paid twice without a cause."
            : "%d invariants violated.".formatted(findings.broken.size()));
    out.flush();
  }

  private static void histories(Findings findings, Journal journal, PrintWriter out) {
    findings.broken.stream()
        .limit(HISTORIES)
        .forEach(
            broken -> {
              out.printf("%s: %s %s%n", broken.kind(), broken.key(), broken.what());
              journal
                  .history(broken.key())
                  .forEach(line -> out.printf("    %s %s%n", line.at(), line.text()));
            });
    if (findings.broken.size() > HISTORIES) {
      out.printf("... and %d more%n", findings.broken.size() - HISTORIES);
    }
  }

  /** Writes the figures. */
  public static void writeJson(Path file, ChaosResult result) throws IOException {
    Findings findings = result.findings();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("seed", result.plan().seed());
    all.put("pictures", result.plan().pictures());
    all.put("seconds", result.plan().time().toSeconds());
    all.put("good", result.isGood());
    all.put("faults", result.faults());
    all.put("requestsHit", result.hits());
    all.put("doubledEvents", result.doubledEvents());
    all.put("processesEnded", result.deaths());
    all.put("clocksShifted", result.clocksShifted());
    all.put("objects", findings.objects);
    all.put("rows", findings.rows);
    Map<String, Long> broken = new LinkedHashMap<>();
    for (Findings.Kind kind : Findings.Kind.values()) {
      broken.put(kind.name(), findings.count(kind));
    }
    all.put("broken", broken);
    all.put("brokenOnes", findings.broken);
    all.put("paidVersions", findings.paidVersions);
    all.put("paidCalls", findings.calls);
    all.put("extraCalls", findings.causes());
    all.put("deadLetters", findings.deadLetters);
    all.put("first", result.first());
    all.put("last", result.last());
    all.put("quietAfterSeconds", result.quietAfter().toSeconds());
    JSON.writeValue(file.toFile(), all);
  }
}
