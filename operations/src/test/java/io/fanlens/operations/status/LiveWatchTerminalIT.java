package io.fanlens.operations.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.command.PseudoTerminal;
import io.fanlens.operations.command.TerminalScreen;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code status --watch} on a real terminal: what it shows, and how it leaves it. */
class LiveWatchTerminalIT {

  /** Back to where the last frame began. */
  private static final Pattern AGAIN = Pattern.compile("(?=\r\u001b\\[[0-9]+A)");

  private static final String CTRL_C = "\u0003";
  private static final String LAST_LINE = "q quits";

  private static List<String> command(boolean isTerminal) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8",
        "-Dfanlens.terminal.out=" + isTerminal,
        "-cp",
        System.getProperty("java.class.path"),
        WatchProgram.class.getName());
  }

  private static String line() {
    return "'" + String.join("' '", command(true)) + "'";
  }

  private static List<String> frames(String text) {
    List<String> frames = new ArrayList<>(List.of(AGAIN.split(text)));
    frames.removeIf(frame -> !frame.contains(LAST_LINE)); // not complete yet
    return frames;
  }

  @Test
  void shouldFollowTheTerminalsSizeAndGiveItBackAtCtrlC() throws Exception {
    PseudoTerminal.assumeThereIsOne();
    try (PseudoTerminal terminal = PseudoTerminal.start(80, line(), Map.of())) {
      TerminalScreen screen = new TerminalScreen(80).print("before\n");
      int shown = 0;
      int columns = 80;
      for (int width : List.of(80, 200, 40)) {
        if (width != columns) {
          terminal.resize(width);
        }
        int before = shown;
        int drawnBefore = columns;
        // The first frames may still be those of the width before.
        List<String> frames =
            frames(
                terminal.await(
                    text ->
                        frames(text).stream()
                                .skip(before)
                                .filter(frame -> width == drawnBefore || isFor(frame, width))
                                .count()
                            >= 3));
        for (String frame : frames.subList(shown, frames.size())) {
          if (columns != width && isFor(frame, width)) {
            columns = width;
            screen.resize(width);
          }
          screen.print(frame);
          assertTidy(screen);
        }
        shown = frames.size();
        assertEquals(width, columns);
      }
      terminal.type(CTRL_C);
      String end = terminal.awaitEnd();
      List<String> rest = List.of(AGAIN.split(terminal.await(text -> true)));
      rest.subList(shown, rest.size()).forEach(screen::print);
      // The last frame was shown without what followed it.
      assertTrue(rest.getLast().endsWith("\u001b[?25h"), "the cursor is hidden");
      assertTrue(Pattern.compile("[ ;]icanon").matcher(end).find(), end);
      assertTrue(Pattern.compile("[ ;]echo[ ;]").matcher(end).find(), end);
    }
  }

  /** The bars tell: they grow with the terminal, up to 24 cells. */
  private static boolean isFor(String frame, int width) {
    int cells = width == 40 ? 4 : width == 80 ? 20 : 24;
    return Pattern.compile(" [█░]{" + cells + "} ").matcher(frame).find();
  }

  private static void assertTidy(TerminalScreen screen) {
    List<String> lines = screen.lines();
    assertEquals(0, screen.wrapped());
    assertEquals("before", lines.getFirst());
    assertEquals(9, lines.size(), lines::toString);
    assertEquals(1, lines.stream().filter(line -> line.startsWith("Stack S")).count());
    assertEquals(LAST_LINE, lines.getLast());
    assertFalse(screen.isCursorVisible());
  }

  @Test
  void shouldQuitWithQAndUseNoColoursWhereNoneAreWanted() throws Exception {
    PseudoTerminal.assumeThereIsOne();
    try (PseudoTerminal terminal = PseudoTerminal.start(40, line(), Map.of("NO_COLOR", "1"))) {
      terminal.await(text -> frames(text).size() >= 2);
      terminal.type("q");
      String end = terminal.awaitEnd();
      TerminalScreen screen = new TerminalScreen(40).print(terminal.await(text -> true));
      assertTrue(end.startsWith("0"), end);
      assertEquals(0, screen.wrapped());
      assertFalse(screen.hasColours());
      assertTrue(screen.isCursorVisible());
      assertEquals(LAST_LINE, screen.lines().getLast());
    }
  }

  @Test
  void shouldPrintNoControlCharactersWhereThereIsNoTerminal() throws Exception {
    Process process = new ProcessBuilder(command(false)).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      assertTrue(line.contains("waiting"), line);
      assertTrue(line.chars().noneMatch(Character::isISOControl), line);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }
}
