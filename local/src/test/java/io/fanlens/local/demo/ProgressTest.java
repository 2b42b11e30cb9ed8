package io.fanlens.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.TerminalScreen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The progress of a demo and the lines under it, as a terminal shows them. */
class ProgressTest {

  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
  private int columns = 80;

  private Progress progress(boolean isTerminal) {
    Terminal terminal = new Terminal(printed, printed, isTerminal, isTerminal, columns);
    return new Progress(terminal, "Analyzing pictures", 100, () -> START, () -> columns);
  }

  private void show(TerminalScreen screen) {
    screen.print(out.toString(StandardCharsets.UTF_8));
    out.reset();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 200})
  void shouldDrawItInPlaceAndLeaveNothing(int width) {
    columns = width;
    TerminalScreen screen = new TerminalScreen(width).print("Starting\n");
    Progress progress = progress(true);
    progress.at(1, List.of("live " + "x".repeat(300), "more"));
    progress.at(50, List.of("live"));
    show(screen);
    assertEquals(0, screen.wrapped());
    assertEquals(3, screen.lines().size(), () -> screen.lines().toString());
    assertEquals("live", screen.lines().getLast());
    columns = 30;
    screen.resize(columns);
    progress.at(51, List.of("live"));
    show(screen);
    assertEquals(3, screen.lines().size(), () -> screen.lines().toString());
    progress.end();
    show(screen);
    assertEquals(List.of("Starting"), screen.lines());
    assertTrue(screen.isCursorVisible());
  }

  @Test
  void shouldPrintPlainLinesElsewhere() {
    Progress progress = progress(false);
    progress.at(100, List.of("live"));
    progress.end();
    String text = out.toString(StandardCharsets.UTF_8);
    assertEquals("Analyzing pictures: 100 of 100, 0 s\n", text.replace("\r\n", "\n"));
    assertFalse(text.contains("\u001b"));
  }
}
