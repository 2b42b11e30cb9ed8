package io.fanlens.operations.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.operations.command.Terminal;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetReport;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTextTest {

  private static List<String> text(LiveView view, int columns) {
    return LiveText.of(new Terminal(null, null, false, false, columns), view);
  }

  @Test
  void shouldDrawTheUseOfEachQuotaInEightyColumns() {
    assertEquals(
        """
          1,234 waiting, 310 in flight, 2 dead letters, 136 pictures/s

                                                calls/s   quota  throttled  Breaker
        DetectFaces       ████████░░░░░░░░░░░░      140     355       2.3%
          us-east-1       ████████████████████     98.5     100       0.0%  closed
          us-west-2       ████████░░░░░░░░░░░░       41     100       7.8%  cut to 42%
          eu-west-1       ░░░░░░░░░░░░░░░░░░░░        0      25          -  open 4 s
          me-central-1    ░░░░░░░░░░░░░░░░░░░░        0      25          -  denied 4 s
          us-east-2       █░░░░░░░░░░░░░░░░░░░      0.2       5          -  half-open
          4 idle: ap-southeast-1, ap-south-1, ca-central-1, eu-west-2
        """,
        String.join("\n", text(LiveViews.busy(), 80)) + "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 200})
  void shouldFitTheTerminal(int columns) {
    LiveView.TargetView longNamed =
        LiveViews.target(
            "a-very-long-name-of-an-account-in-some-region-1",
            100,
            100,
            TargetReport.Breaker.CLOSED,
            50,
            0);
    LiveView huge =
        new LiveView(
            LiveViews.NOW,
            new QueueDepth(123_456_789, 120_000, 9, 1_000_000),
            OptionalDouble.of(10_000),
            List.of(longNamed));
    for (LiveView view : List.of(LiveViews.busy(), huge)) {
      List<String> lines = text(view, columns);
      assertTrue(
          lines.stream().allMatch(line -> line.length() <= columns),
          () -> String.join("\n", lines));
    }
  }

  @Test
  void shouldShowAFewIdleTargetsButFoldMany() {
    List<LiveView.TargetView> all = LiveViews.busy().targets();
    LiveView few = with(all.subList(0, all.size() - 1));
    assertFalse(String.join("\n", text(few, 80)).contains("idle"));
    assertTrue(String.join("\n", text(LiveViews.busy(), 80)).contains("4 idle: ap-southeast-1"));
  }

  private static LiveView with(List<LiveView.TargetView> targets) {
    LiveView busy = LiveViews.busy();
    return new LiveView(busy.at(), busy.depth(), busy.picturesPerSecond(), targets);
  }

  @Test
  void shouldMarkWhatIsWrongWithColoursOnly() {
    List<String> plain = text(LiveViews.busy(), 80);
    List<String> coloured =
        LiveText.of(new Terminal(null, null, true, false, 80), LiveViews.busy());
    assertTrue(coloured.stream().anyMatch(line -> line.startsWith("\u001b[31m  eu-west-1")));
    assertFalse(coloured.stream().anyMatch(line -> line.startsWith("\u001b[31m  us-east-1")));
    assertEquals(plain, coloured.stream().map(l -> l.replaceAll("\u001b\\[[0-9;]*m", "")).toList());
  }

  @Test
  void shouldUseNoColoursWhereNoneAreWanted() {
    Terminal terminal = new Terminal(null, null, true, true, false, 80);
    assertEquals(text(LiveViews.busy(), 80), LiveText.of(terminal, LiveViews.busy()));
  }

  @Test
  void shouldSayWhereTargetsAreDrawn() {
    assertTrue(text(with(List.of()), 80).getLast().contains("drawn by weight"));
  }

  @Test
  void shouldPutAllInALineForALog() {
    assertEquals(
        "12:00:05Z  1,234 waiting, 310 in flight, 2 dead letters, 136 pictures/s; DetectFaces"
            + " 140 of 355 calls/s, 2.3% throttled, 3 out of use",
        LiveText.line(LiveViews.busy()));
  }

  @Test
  void shouldBecomeJsonWithoutWhatIsUnknown() {
    JsonNode json = LiveJson.of(LiveViews.busy());
    assertEquals("2026-01-01T12:00:05Z", json.at("/at").asText());
    assertEquals(1_234, json.at("/queue/waiting").asLong());
    assertEquals(136.27, json.at("/picturesPerSecond").asDouble());
    assertEquals("DetectFaces", json.at("/targets/1/operation").asText());
    assertEquals(41, json.at("/targets/1/callsPerSecond").asDouble());
    assertEquals(0.078, json.at("/targets/1/throttledShare").asDouble());
    assertEquals(10, json.at("/targets/1/throttles").asLong());
    assertEquals("OPEN", json.at("/targets/2/breaker").asText());
    assertTrue(json.at("/targets/2/throttledShare").isMissingNode());
  }
}
