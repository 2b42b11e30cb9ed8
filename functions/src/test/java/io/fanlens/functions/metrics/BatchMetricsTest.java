package io.fanlens.functions.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.pipeline.Outcome;
import io.fanlens.pipeline.PictureEvents.Step;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.Permit;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
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

class BatchMetricsTest {

  private static final String FACES = "DetectFaces";
  private static final Target IRELAND = Target.home("eu-west-1");
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Permit PERMIT =
      new Permit("g", new TargetQuota(IRELAND, 50, 50), 1, 25_000, "", true);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final BatchMetrics metrics =
      new BatchMetrics(
          "Fanlens-test", () -> NOW, new PrintStream(out, true, StandardCharsets.UTF_8));

  @Test
  void shouldWriteOneLineForAnOperationAndRegion() throws Exception {
    metrics.granted(FACES, PERMIT, 12_000);
    metrics.granted(FACES, PERMIT, 30_000);
    metrics.lost(FACES, PERMIT);
    metrics.called(FACES, PERMIT, CallOutcome.OVERDUE);
    metrics.stepped(
        FACES, IRELAND, new QuotaStep.Append(0, 9, 1), new StepResult(false, TargetState.NEW));
    metrics.stepped(
        FACES, IRELAND, new QuotaStep.Open(9, 3), new StepResult(true, TargetState.NEW));
    metrics.flush();
    assertEquals(1, lines().size());
    JsonNode line = line(0);
    assertEquals(NOW.toEpochMilli(), line.at("/_aws/Timestamp").asLong());
    assertEquals("Fanlens", line.at("/_aws/CloudWatchMetrics/0/Namespace").textValue());
    assertEquals(
        "[[\"Stack\",\"Operation\",\"Region\"],[\"Stack\",\"Operation\"]]",
        line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString());
    assertEquals(
        List.of("Calls", "Throttled", "BreakerOpen"),
        names(line, 0),
        "each metric of a Region costs by the month");
    assertEquals(
        "[[\"Stack\",\"Operation\"]]", line.at("/_aws/CloudWatchMetrics/1/Dimensions").toString());
    assertEquals(List.of("Wait", "Lost", "FailedReservations"), names(line, 1));
    assertEquals("Fanlens-test", line.path("Stack").textValue());
    assertEquals("eu-west-1", line.path("Region").textValue());
    assertEquals(3, line.path("Reserved").asInt());
    assertEquals(1, line.path("Lost").asInt());
    assertEquals(1, line.path("Overdue").asInt());
    assertEquals(1, line.path("FailedReservations").asInt());
    assertEquals(1, line.path("BreakerOpen").asInt());
    assertEquals(40, line.path("Rate").asDouble());
    assertEquals("[12,30]", line.path("Wait").toString());
    line.findValuesAsText("Name").forEach(name -> assertTrue(line.has(name), name));
  }

  @Test
  void shouldCountCallsAndWhatTheyCost() throws Exception {
    SentPicture bytes =
        new PreparedPicture(
            new byte[700], PictureFormat.JPEG, 90, 80, Optional.empty(), Optional.empty());
    SentPicture object = new StoredPicture("b", "secret-name", PictureFormat.JPEG, 9_000, 90, 80);
    metrics.answered(Operation.DETECT_FACES, IRELAND, bytes, Duration.ofMillis(300), 2);
    metrics.answered(Operation.DETECT_FACES, IRELAND, object, Duration.ofMillis(400), 1);
    metrics.failed(Operation.DETECT_FACES, IRELAND, bytes, CallProblem.THROTTLED);
    metrics.failed(Operation.DETECT_FACES, IRELAND, bytes, CallProblem.SERVICE_FAULT);
    metrics.flush();
    assertEquals(4, line(0).path("Calls").asInt());
    assertEquals(1, line(0).path("Throttled").asInt());
    assertEquals(1, line(0).path("Faults").asInt());
    assertEquals("[300,400]", line(0).path("CallTime").toString());
    assertEquals(3, line(1).path("PaidCalls").asInt());
    assertEquals(2_100, line(1).path("BytesSent").asInt(), "an object's bytes stay where they are");
    assertFalse(out.toString(StandardCharsets.UTF_8).contains("secret-name"));
  }

  @Test
  void shouldCountPicturesByOutcome() throws Exception {
    metrics.ended(Operation.DETECT_FACES, new Outcome.Done("eu-west-1", 1));
    metrics.ended(Operation.DETECT_FACES, new Outcome.Done("eu-west-1", 1));
    metrics.ended(Operation.DETECT_FACES, new Outcome.Rejected("BROKEN"));
    metrics.ended(Operation.DETECT_FACES, new Outcome.Later("BUSY", Duration.ZERO));
    metrics.ended(Operation.DETECT_FACES, new Outcome.Failed("UNEXPECTED", "?"));
    metrics.flush();
    assertEquals(List.of("Succeeded", "Failed", "Later", "Errors"), names(line(0), 0));
    assertEquals(2, line(0).path("Succeeded").asInt());
  }

  @Test
  void shouldTimeTheStepsOfAllOperationsTogether() throws Exception {
    metrics.took(Step.STORE, Duration.ofMillis(5));
    metrics.took(Step.CONVERT, Duration.ofMillis(90));
    metrics.took(Step.CONVERT, Duration.ofMillis(70));
    metrics.flush();
    assertEquals("[[\"Stack\"]]", line(0).at("/_aws/CloudWatchMetrics/0/Dimensions").toString());
    assertEquals("[90,70]", line(0).path("ConvertTime").toString());
    assertEquals("[5]", line(0).path("StoreTime").toString());
  }

  @Test
  void shouldWriteTheAgeOfTheOldestMessageOfTheBatch() throws Exception {
    metrics.received(NOW.minusSeconds(40));
    metrics.received(NOW.minusSeconds(7_200));
    metrics.received(NOW.plusSeconds(1)); // the clocks differ
    metrics.received(Instant.EPOCH); // unknown
    metrics.flush();
    assertEquals(7_200, line(0).path("MessageAge").asInt());
    assertEquals(
        "{\"Name\":\"MessageAge\",\"Unit\":\"Seconds\"}",
        line(0).at("/_aws/CloudWatchMetrics/0/Metrics/0").toString());
    assertEquals("[[\"Stack\"]]", line(0).at("/_aws/CloudWatchMetrics/0/Dimensions").toString());
    metrics.flush();
    assertEquals(1, lines().size(), "each batch has its own");
  }

  @Test
  void shouldReportBrokenConversionsWithEachBatch() throws Exception {
    metrics.brokenConversions(2);
    metrics.flush();
    metrics.flush();
    assertEquals(2, line(0).path("BrokenConversions").asInt());
    assertEquals(2, line(1).path("BrokenConversions").asInt());
  }

  @Test
  void shouldWriteNoMoreValuesThanCloudWatchAccepts() throws Exception {
    for (int i = 0; i < 150; i++) {
      metrics.took(Step.HEAD, Duration.ofMillis(i));
    }
    metrics.flush();
    assertEquals(100, line(0).path("HeadTime").size());
  }

  /** CloudWatch bills each; CostEstimator counts these numbers, docs/operations.md lists them. */
  @Test
  void shouldWriteNoMoreMetricsThanArePlannedFor() throws Exception {
    Operation faces = Operation.DETECT_FACES;
    SentPicture bytes =
        new PreparedPicture(
            new byte[700], PictureFormat.JPEG, 90, 80, Optional.empty(), Optional.empty());
    metrics.answered(faces, IRELAND, bytes, Duration.ofMillis(300), 1);
    for (CallProblem problem : CallProblem.values()) {
      metrics.failed(faces, IRELAND, bytes, problem);
    }
    metrics.granted(FACES, PERMIT, 1);
    metrics.lost(FACES, PERMIT);
    metrics.stepped(
        FACES, IRELAND, new QuotaStep.Append(0, 9, 1), new StepResult(false, TargetState.NEW));
    for (NoCapacity.Reason reason : NoCapacity.Reason.values()) {
      metrics.refused(FACES, new NoCapacity(reason, 1));
    }
    metrics.tableUnavailable(FACES, new TableUnavailableException("unavailable", null));
    metrics.ended(faces, new Outcome.Done("eu-west-1", 1));
    metrics.ended(faces, new Outcome.Rejected("BROKEN"));
    metrics.ended(faces, new Outcome.Gone("?"));
    metrics.ended(faces, new Outcome.Later("BUSY", Duration.ZERO));
    metrics.ended(faces, new Outcome.Failed("UNEXPECTED", "?"));
    for (Step step : Step.values()) {
      metrics.took(step, Duration.ZERO);
    }
    metrics.received(NOW);
    metrics.brokenConversions(2);
    metrics.flush();
    Map<String, Integer> metricsByDimensions = new TreeMap<>();
    for (int i = 0; i < lines().size(); i++) {
      for (JsonNode directive : line(i).at("/_aws/CloudWatchMetrics")) {
        for (JsonNode dimensions : directive.path("Dimensions")) {
          metricsByDimensions.merge(
              dimensions.toString(), directive.path("Metrics").size(), Integer::sum);
        }
      }
    }
    assertEquals(
        Map.of(
            "[\"Stack\",\"Operation\",\"Region\"]", 4,
            "[\"Stack\",\"Operation\"]", 20,
            "[\"Stack\"]", 6),
        metricsByDimensions);
  }

  @Test
  void shouldWriteNothingWhenNothingHappened() {
    metrics.flush();
    assertEquals(List.of(), lines());
  }

  @Test
  void shouldWriteAnOperationsWaitingMessagesByThemselves() throws Exception {
    metrics.refused(FACES, new NoCapacity(NoCapacity.Reason.BUSY, 1));
    metrics.refused(FACES, new NoCapacity(NoCapacity.Reason.ALL_DENIED, 1));
    metrics.flush();
    JsonNode line = line(0);
    assertEquals(
        "[[\"Stack\",\"Operation\"]]", line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString());
    assertEquals(2, line.path("NoCapacity").asInt());
    assertEquals(1, line.path("AllTargetsDenied").asInt());
  }

  @Test
  void shouldResetAfterWriting() {
    metrics.granted(FACES, PERMIT, 1);
    metrics.flush();
    metrics.flush();
    assertEquals(1, lines().size());
  }

  private static List<String> names(JsonNode line, int directive) {
    return line.at("/_aws/CloudWatchMetrics/%d/Metrics".formatted(directive))
        .valueStream()
        .map(metric -> metric.path("Name").textValue())
        .toList();
  }

  private JsonNode line(int index) throws JsonProcessingException {
    return new ObjectMapper().readTree(lines().get(index));
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
