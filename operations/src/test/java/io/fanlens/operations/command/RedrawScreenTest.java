package io.fanlens.operations.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are drawn again, as a terminal shows them. */
class RedrawScreenTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final Redraw redraw = new Redraw(printed);

  private void show(TerminalScreen screen) {
    screen.print(out.toString(StandardCharsets.UTF_8));
    out.reset();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 80, 200})
  void shouldCutWhatDoesNotFitAndKeepWhatJustFits(int columns) {
    TerminalScreen screen = new TerminalScreen(columns).print("-\n");
    String full = "x".repeat(columns);
    for (String more : List.of("long ago", "", "y".repeat(300))) {
      redraw.draw(List.of(full + more, "\u001b[31m" + full + "\u001b[0m", "", more), columns);
      show(screen);
    }
    assertEquals(0, screen.wrapped());
    List<String> lines = screen.lines();
    assertEquals(5, lines.size(), lines::toString);
    assertEquals(columns == 1 ? "…" : "x".repeat(columns - 1) + "…", lines.get(1));
    assertEquals(full, lines.get(2), "cut or cleared at its end");
  }

  @Test
  void shouldLeaveNothingOfLongerAndMoreLines() {
    TerminalScreen screen = new TerminalScreen(80).print("before\n");
    redraw.draw(List.of("a long first line", "second", "third"), 80);
    redraw.draw(List.of("short", "2"), 80);
    show(screen);
    assertEquals(List.of("before", "short", "2"), screen.lines());
    assertFalse(screen.isCursorVisible());
    redraw.clear(80);
    printed.print("after");
    show(screen);
    assertEquals(List.of("before", "after"), screen.lines());
    assertTrue(screen.isCursorVisible());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 33, 79, 120})
  void shouldDrawInPlaceAfterTheTerminalWasResized(int columns) {
    TerminalScreen screen = new TerminalScreen(80).print("before\n");
    redraw.draw(List.of("x".repeat(80), "y".repeat(70), "z"), 80);
    show(screen);
    screen.resize(columns);
    redraw.draw(List.of("one", "two"), columns);
    show(screen);
    assertEquals(List.of("before", "one", "two"), screen.lines());
  }

  @Test
  void shouldCutColouredTextWithoutItsColours() {
    String line = "\u001b[1mabc\u001b[0mdef\u001b[31mghi\u001b[0m";
    assertEquals(line, VisibleText.cut(line, 9));
    assertEquals("\u001b[1mabc\u001b[0mdef\u001b[31mg…\u001b[0m", VisibleText.cut(line, 8));
    assertEquals("\u001b[1mabc\u001b[0m…\u001b[31m\u001b[0m", VisibleText.cut(line, 4));
    assertEquals("\u001b[1m…\u001b[0m\u001b[31m\u001b[0m", VisibleText.cut(line, 1));
  }

  @Test
  void shouldCutTheLineOfACounter() {
    Terminal terminal = new Terminal(printed, printed, true, true, 40);
    Instant[] now = {Instant.EPOCH};
    Counter counter = new Counter(terminal, () -> now[0] = now[0].plusSeconds(1));
    TerminalScreen screen = new TerminalScreen(40);
    counter.show("w".repeat(100));
    counter.show("done");
    show(screen);
    assertEquals(0, screen.wrapped());
    assertEquals(List.of("done"), screen.lines());
    counter.end();
    show(screen);
    assertEquals(List.of(), screen.lines());
  }
}
