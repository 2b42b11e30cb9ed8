package io.fanlens.operations.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.TerminalInput;
import io.fanlens.operations.command.TerminalScreen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live view as a terminal shows it, frame by frame. */
class LiveWatchScreenTest {

  private static final String TITLE = "Stack Fanlens in us-east-1";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final WatchedQuota quota = new WatchedQuota();
  private int frames;

  private Terminal terminal(int width, boolean colours) {
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Terminal(printed, printed, true, true, colours, width);
  }

  /** Shows each frame when it is complete. */
  private void watch(Terminal terminal, TerminalScreen screen, int count, int... widths)
      throws InterruptedException {
    new LiveWatch(
            terminal,
            LiveWatch.Form.FRAMES,
            TITLE,
            () -> {
              frames++;
              return quota.next();
            },
            time -> {})
        .run(
            () -> {
              screen.print(out.toString(StandardCharsets.UTF_8));
              out.reset();
              return frames == count;
            },
            () -> {
              int width = widths[Math.min((frames - 1) / 4, widths.length - 1)];
              screen.resize(width);
              return Optional.of(new TerminalInput.Size(24, width));
            });
    screen.print(out.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"40, 40", "80, 80", "200, 200", "80, 40", "40, 200", "200, 41"})
  void shouldDrawEachFrameOverTheLast(int width, int resized) throws Exception {
    TerminalScreen screen = new TerminalScreen(width).print("$ fanlens status --watch\n");
    watch(terminal(width, true), screen, 12, width, resized);
    assertEquals(0, screen.wrapped());
    List<String> lines = screen.lines();
    assertEquals("$ fanlens status --watch", lines.get(0));
    assertEquals(1, count(lines, TITLE), lines::toString);
    assertEquals(1, count(lines, "DetectFaces"), lines::toString);
    assertEquals("q quits", lines.getLast());
    assertEquals(9, lines.size(), lines::toString);
    assertTrue(screen.isCursorVisible());
  }

  private static long count(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).count();
  }

  @Test
  void shouldUseColoursOnlyWhereTheyAreWanted() throws Exception {
    TerminalScreen coloured = new TerminalScreen(80);
    watch(terminal(80, true), coloured, 2, 80);
    assertTrue(coloured.hasColours());
    frames = 0;
    out.reset();
    TerminalScreen plain = new TerminalScreen(80);
    watch(terminal(80, false), plain, 2, 80);
    assertFalse(plain.hasColours());
  }
}
