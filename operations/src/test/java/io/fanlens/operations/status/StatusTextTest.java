package io.fanlens.operations.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.operations.command.Terminal;
import io.fanlens.quota.CallCounts;
import io.fanlens.quota.Micros;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.status.FailureCount;
import io.fanlens.status.TargetReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusTextTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Optional<Long> SOON = Optional.of(Micros.of(NOW.plusSeconds(4)));
  private static final Status UNHEALTHY =
      new Status(
          1_234_567,
          80,
          0,
          Optional.of(Duration.ofMinutes(7)),
          3,
          new FailureCount(7, new TreeMap<>(Map.of("BROKEN", 12L)), true),
          List.of(
              line(Operation.DETECT_FACES, "us-east-1", 100, TargetReport.Breaker.CLOSED),
              line(Operation.DETECT_FACES, "us-west-2", 42, TargetReport.Breaker.CLOSED),
              line(Operation.DETECT_FACES, "eu-west-1", 100, TargetReport.Breaker.OPEN),
              line(
                  Operation.DETECT_PROTECTIVE_EQUIPMENT,
                  "ap-x-1",
                  100,
                  TargetReport.Breaker.DENIED)));
  private static final ClaimScan.Report CLAIMS =
      new ClaimScan.Report(
          5,
          1,
          2,
          1,
          List.of(new ClaimScan.Stuck("a\u001b.jpg", "DetectFaces", NOW.minusSeconds(7_200))),
          2.5);

  @Test
  void shouldFitEightyColumns() {
    List<String> lines = text(UNHEALTHY, Optional.of(CLAIMS));
    assertTrue(
        lines.stream().allMatch(line -> line.length() <= 80), () -> String.join("\n", lines));
  }

  @Test
  void shouldDistinguishCutOpenAndDeniedRegions() {
    String text = String.join("\n", text(UNHEALTHY, Optional.empty()));
    assertTrue(text.contains("us-west-2      100     42  closed, cut to 42%"), text);
    assertTrue(text.contains("open until 12:00:04Z"), text);
    assertTrue(text.contains("denied until 12:00:04Z"), text);
    assertTrue(text.contains("7 min"), text);
    assertTrue(text.contains("1,234,567"), text);
  }

  @Test
  void shouldShowMessagesInFlightAgainstTheQueuesLimit() {
    String text = String.join("\n", text(UNHEALTHY, Optional.empty()));
    assertTrue(text.contains("80  of 120,000: being processed, or requeued"), text);
    String full = String.join("\n", text(withInFlight(119_000), Optional.empty()));
    assertTrue(full.contains("119,000  near the queue's limit of 120,000"), full);
    JsonNode json = StatusJson.of("Fanlens", "us-east-1", UNHEALTHY, Optional.empty());
    assertEquals(120_000, json.at("/queue/inFlightLimit").asLong());
  }

  private static Status withInFlight(long messages) {
    return new Status(
        UNHEALTHY.waiting(),
        messages,
        0,
        UNHEALTHY.oldest(),
        0,
        UNHEALTHY.failures(),
        UNHEALTHY.targets());
  }

  @Test
  void shouldEscapeKeysForTheTerminal() {
    String text = String.join("\n", text(UNHEALTHY, Optional.of(CLAIMS)));
    assertTrue(text.contains("a?.jpg DetectFaces since 2 h"), text);
  }

  @Test
  void shouldWriteTheSameAsJson() {
    JsonNode json = StatusJson.of("Fanlens", "us-east-1", UNHEALTHY, Optional.of(CLAIMS));
    assertEquals(1_234_567, json.at("/queue/waiting").asLong());
    assertEquals(420, json.at("/queue/oldestSeconds").asLong());
    assertEquals(12, json.at("/failed/byCode/BROKEN").asLong());
    assertEquals("OPEN", json.at("/targets/2/breaker").asText());
    assertEquals(70, json.at("/targets/2/permits").asLong());
    assertEquals(2, json.at("/targets/2/unused").asLong());
    assertEquals(5, json.at("/targets/2/throttles").asLong());
    assertEquals("2026-01-01T12:00:04Z", json.at("/targets/2/until").asText());
    assertEquals(1, json.at("/claims/stuck").asLong());
  }

  private static List<String> text(Status status, Optional<ClaimScan.Report> claims) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(nowhere, nowhere, false, false, 80);
    return new StatusText(terminal, NOW).of("Fanlens", "us-east-1", status, claims);
  }

  private static Status.TargetLine line(
      Operation operation, String region, double rate, TargetReport.Breaker use) {
    return new Status.TargetLine(
        operation,
        new TargetReport(
            new TargetQuota(Target.home(region), 100, 1),
            rate,
            use,
            use == TargetReport.Breaker.CLOSED ? Optional.empty() : SOON,
            0,
            new CallCounts(70, 2, 5)));
  }
}
