package io.fanlens.operations.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.TerminalInput;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.quota.CallCounts;
import io.fanlens.quota.Micros;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetItem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveWatchTest {

  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(out, true, StandardCharsets.UTF_8),
          false,
          false,
          80);
  private Instant now = START;
  private boolean unavailable;
  private int reads;

  private LiveSnapshot read() {
    reads++;
    if (unavailable) {
      throw new OperationsException("quota table q: \u001b[2J", null);
    }
    long tenths = Duration.between(START, now).toMillis() / 100;
    return new LiveSnapshot(
        Micros.of(now),
        new QueueDepth(7, 2, 0, 0),
        List.of(
            new TargetItem(
                Operation.DETECT_FACES,
                new TargetQuota(Target.home("us-east-1"), 100, 1),
                TargetState.NEW.withTat(1).plus(new CallCounts(1 + 5 * tenths, 0, 0)))));
  }

  private void run(LiveWatch.Form form, BooleanSupplier quit) throws InterruptedException {
    run(form, quit, Optional.empty());
  }

  private void run(LiveWatch.Form form, BooleanSupplier quit, Optional<TerminalInput.Size> size)
      throws InterruptedException {
    new LiveWatch(terminal, form, "Stack S in R", this::read, time -> now = now.plus(time))
        .run(quit, () -> size);
  }

  private BooleanSupplier after(Duration time) {
    return () -> Duration.between(START, now).compareTo(time) >= 0;
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldDrawTwiceASecondAndGiveTheCursorBack() throws Exception {
    run(LiveWatch.Form.FRAMES, after(Duration.ofSeconds(3)));
    assertEquals(7, reads, "from the beginning to the third second");
    assertTrue(text().startsWith("\u001b[?25l"));
    assertTrue(text().endsWith("\u001b[?25h"));
    assertTrue(text().contains("50 "), text());
    assertTrue(text().contains("q quits"));
  }

  @Test
  void shouldQuitAtOnce() throws Exception {
    run(LiveWatch.Form.FRAMES, () -> true);
    assertEquals(START, now);
    assertTrue(text().endsWith("\u001b[?25h"));
  }

  @Test
  void shouldPrintALineEveryFiveSecondsWhereNothingCanBeDrawn() throws Exception {
    run(LiveWatch.Form.LINES, after(Duration.ofSeconds(14)));
    List<String> lines = text().lines().toList();
    assertEquals(3, lines.size(), text());
    assertTrue(lines.getLast().startsWith("12:00:10Z  7 waiting"), text());
    assertTrue(lines.getLast().contains("DetectFaces 50 of 100 calls/s"), text());
    assertFalse(text().contains("\u001b"));
  }

  @Test
  void shouldPrintAnObjectOfJsonALine() throws Exception {
    run(LiveWatch.Form.JSON, after(Duration.ofSeconds(2)));
    List<String> lines = text().lines().toList();
    assertEquals(5, lines.size(), text());
    JsonNode last = new ObjectMapper().readTree(lines.getLast());
    assertEquals(50, last.at("/targets/0/callsPerSecond").asDouble());
  }

  @Test
  void shouldShowTheLastNumbersWhileNothingAnswers() throws Exception {
    run(
        LiveWatch.Form.FRAMES,
        () -> {
          unavailable = !Duration.between(START, now).minusSeconds(1).isNegative();
          return after(Duration.ofSeconds(3)).getAsBoolean();
        });
    assertTrue(text().contains("no answer since 12:00:01Z: quota table q: ?[2J"), text());
  }

  @Test
  void shouldFailWhereNothingCouldBeReadAtAll() {
    unavailable = true;
    assertThrows(OperationsException.class, () -> run(LiveWatch.Form.FRAMES, after(Duration.ZERO)));
  }

  @Test
  void shouldDrawNoMoreLinesThanTheTerminalHas() throws Exception {
    run(LiveWatch.Form.FRAMES, () -> true, Optional.of(new TerminalInput.Size(5, 100)));
    assertEquals(4, text().chars().filter(one -> one == '\n').count(), text());
    List<String> lines = IntStream.range(0, 10).mapToObj(i -> "line " + i).toList();
    assertEquals(
        List.of("line 0", "line 1", "… and 8 more lines"),
        LiveWatch.fitting(lines, Optional.of(new TerminalInput.Size(4, 100))));
    assertEquals(lines, LiveWatch.fitting(lines, Optional.empty()));
    assertEquals(lines, LiveWatch.fitting(lines, Optional.of(new TerminalInput.Size(11, 100))));
  }
}
