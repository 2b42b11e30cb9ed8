package io.fanlens.operations.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.command.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  private final ResultTable table = new ResultTable(new Terminal(null, null, false, false, 100));

  @Test
  void shouldShowWhatWasSeenAndWhere() {
    String text =
        table.render(List.of(StoredRows.faces("one.jpg", 1), StoredRows.faces("crowd.jpg", 12)));

    assertEquals(
        """
        Picture    Operation    Status     Seen      Region      ms
        one.jpg    DetectFaces  SUCCEEDED  1 face    us-west-2  312
        crowd.jpg  DetectFaces  SUCCEEDED  12 faces  us-west-2  312
        """,
        text);
  }

  @Test
  void shouldShowAnErrorWithItsMessage() {
    String text =
        table.render(
            List.of(StoredRows.failed("broken.jpg", "BROKEN", "The file ends too early.")));

    assertTrue(text.contains("broken.jpg  DetectFaces  FAILED  BROKEN  -"), text);
    assertTrue(text.contains("\n    The file ends too early.\n"), text);
  }

  @Test
  void shouldFitTheTerminalAndKeepTheEndOfLongKeys() {
    String text =
        table.render(
            List.of(
                StoredRows.faces("a/very/long/folder/".repeat(10) + "end.jpg", 1),
                StoredRows.failed("b.jpg", "BROKEN", "word ".repeat(60).strip())));

    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    assertTrue(text.contains("/end.jpg  "), text);
  }

  @Test
  void shouldLetNoControlCharacterOfAKeyReachTheTerminal() {
    String text = table.render(List.of(StoredRows.faces("a\\u001b[31m\\nb.jpg", 1)));

    assertFalse(text.contains("\u001b"), text);
    assertTrue(text.contains("a?[31m?b.jpg"), text);
  }

  @Test
  void shouldShowWhatWasFoundInNoMoreThanALine() {
    String found = "Cup 98%, Table 92%, Drink 80%, Spoon 71%, ";
    assertEquals("AB12 CDE", text("\"found\":\"AB12 CDE\"").summary());
    assertEquals("no text", text("\"count\":0").summary());
    String summary = text("\"found\":\"%s\"".formatted(found.repeat(6))).summary();
    assertEquals(72, summary.length());
    assertTrue(summary.startsWith(found) && summary.endsWith("..."), summary);
    String smiley = "\uD83D\uDE00";
    assertEquals(
        "x".repeat(68) + "...",
        text("\"found\":\"%s\"".formatted("x".repeat(68) + smiley + "yyy")).summary(),
        "no character is cut in two");
  }

  private static StoredRow text(String attributes) {
    return StoredRows.row(
        "{\"id\":\"KEY\",\"operation\":\"DetectText\",\"status\":\"SUCCEEDED\",%s}"
            .formatted(attributes),
        "plate.jpg");
  }
}
