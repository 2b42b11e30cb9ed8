package io.fanlens.operations.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedrawTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Redraw screen = new Redraw(new PrintStream(out, true, StandardCharsets.UTF_8));

  /** With ESC for the control character. */
  private String printed() {
    String text = out.toString(StandardCharsets.UTF_8).replace("\u001b", "ESC");
    out.reset();
    return text;
  }

  @Test
  void shouldDrawOverTheLastLinesAndRemoveWhatIsLeftOfThem() {
    screen.draw(List.of("one", "two"), 80);
    assertEquals("ESC[?25l\roneESC[K\ntwoESC[K\nESC[J", printed());
    screen.draw(List.of("three"), 80);
    assertEquals("\rESC[2AthreeESC[K\nESC[J", printed());
    screen.draw(List.of("three"), 80);
    assertEquals("", printed());
  }

  @Test
  void shouldLeaveTheLastLinesAndTheCursorVisible() {
    screen.draw(List.of("one"), 80);
    printed();
    screen.end();
    assertEquals("ESC[?25h", printed());
    screen.end();
    assertEquals("", printed());
  }

  @Test
  void shouldClearItsLines() {
    screen.draw(List.of("one", "two"), 80);
    printed();
    screen.clear(80);
    assertEquals("\rESC[2AESC[JESC[?25h", printed());
  }

  @Test
  void shouldPrintNothingAtTheEndOfNothing() {
    screen.end();
    screen.clear(80);
    assertEquals("", printed());
  }

  @Test
  void shouldGoBackOverLinesThatANarrowerTerminalHasWrapped() {
    screen.draw(List.of("x".repeat(100), "\u001b[31m" + "y".repeat(40) + "\u001b[0m", ""), 100);
    printed();
    screen.draw(List.of("z"), 40);
    assertEquals("\rESC[5AzESC[K\nESC[J", printed());
  }

  @Test
  void shouldReadTheSizeThatSttyPrints() {
    assertEquals(Optional.of(new TerminalInput.Size(24, 80)), TerminalInput.size("24 80\n"));
    assertEquals(Optional.empty(), TerminalInput.size("0 0"));
    assertEquals(Optional.empty(), TerminalInput.size(""));
    assertEquals(Optional.empty(), TerminalInput.size("80"));
  }
}
