package io.fanlens.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.NoCapacity;
import io.fanlens.quota.Permit;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.Target;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaMetricsTest {

  private static final String FACES = "DetectFaces";
  private static final Target IRELAND = Target.home("eu-west-1");
  private static final Permit PERMIT =
      new Permit("g", new TargetQuota(IRELAND, 50, 50), 1, 25_000, false, "", true);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final QuotaMetrics metrics =
      new QuotaMetrics(
          () -> Instant.ofEpochMilli(7), new PrintStream(out, true, StandardCharsets.UTF_8));

  @Test
  void shouldWriteOneLineForAnOperationAndRegion() throws Exception {
    metrics.granted(FACES, PERMIT, 12_000);
    metrics.granted(FACES, PERMIT, 30_000);
    metrics.lost(FACES, PERMIT);
    metrics.called(FACES, PERMIT, CallOutcome.THROTTLED);
    metrics.stepped(
        FACES, IRELAND, new QuotaStep.Append(0, 9, 1), new StepResult(false, TargetState.NEW));
    metrics.stepped(
        FACES, IRELAND, new QuotaStep.Open(9, 3), new StepResult(true, TargetState.NEW));
    metrics.flush();
    assertEquals(1, lines().size());
    JsonNode line = new ObjectMapper().readTree(lines().getFirst());
    assertEquals(7, line.at("/_aws/Timestamp").asLong());
    assertEquals("Fanlens", line.at("/_aws/CloudWatchMetrics/0/Namespace").textValue());
    assertEquals(
        "[[\"Operation\",\"Region\"]]", line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString());
    assertEquals("eu-west-1", line.path("Region").textValue());
    assertEquals(3, line.path("Booked").asInt());
    assertEquals(1, line.path("Lost").asInt());
    assertEquals(1, line.path("Throttled").asInt());
    assertEquals(1, line.path("FailedBookings").asInt());
    assertEquals(1, line.path("BreakerOpen").asInt());
    assertEquals(40, line.path("Rate").asDouble());
    assertEquals("[12,30]", line.path("Wait").toString());
    line.at("/_aws/CloudWatchMetrics/0/Metrics")
        .forEach(metric -> assertTrue(line.has(metric.path("Name").textValue()), metric::toString));
  }

  @Test
  void shouldWriteAnOperationsWaitingMessagesByThemselves() throws Exception {
    metrics.refused(FACES, new NoCapacity(NoCapacity.Reason.BUSY, 1));
    metrics.refused(FACES, new NoCapacity(NoCapacity.Reason.ALL_DENIED, 1));
    metrics.flush();
    JsonNode line = new ObjectMapper().readTree(lines().getFirst());
    assertEquals("[[\"Operation\"]]", line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString());
    assertEquals(2, line.path("NoCapacity").asInt());
    assertEquals(1, line.path("AllTargetsDenied").asInt());
  }

  @Test
  void shouldForgetWhatItHasWritten() {
    metrics.granted(FACES, PERMIT, 1);
    metrics.flush();
    metrics.flush();
    assertEquals(1, lines().size());
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
