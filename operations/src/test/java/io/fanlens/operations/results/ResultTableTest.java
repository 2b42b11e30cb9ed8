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
  void shouldNameTheTopLabels() {
    StoredRow row =
        StoredRows.row(
            """
            {"id":"KEY","operation":"DetectLabels","status":"SUCCEEDED","count":5,"Labels":[
            {"Name":"Cup","Confidence":98.4},{"Name":"Table","Confidence":91.6},
            {"Name":"Drink","Confidence":80},{"Name":"Spoon","Confidence":71},
            {"Name":"Plate","Confidence":60}]}\
            """,
            "coffee.jpg");

    assertEquals("Cup 98%, Table 92%, Drink 80%, Spoon 71%, and 1 more", row.summary());
  }

  @Test
  void shouldShowTheLinesOfTextAsFarAsThereIsRoom() {
    String line = "{\"Type\":\"LINE\",\"DetectedText\":\"%s\"}";
    String word = "{\"Type\":\"WORD\",\"DetectedText\":\"word\"}";

    assertEquals("AB12 CDE", text(line.formatted("AB12 CDE"), word, word).summary());
    assertEquals("Total / 9.58", text(line.formatted("Total"), line.formatted("9.58")).summary());
    assertEquals(
        "x".repeat(57) + " /…",
        text(line.formatted("x".repeat(57)), line.formatted("more")).summary());
    assertEquals(60, text(line.formatted("x".repeat(60))).summary().length());
    assertEquals("no text", text().summary());
  }

  private static StoredRow text(String... detections) {
    return StoredRows.row(
        """
        {"id":"KEY","operation":"DetectText","status":"SUCCEEDED","count":%d,"TextDetections":[%s]}\
        """
            .formatted(detections.length, String.join(",", detections)),
        "plate.jpg");
  }
}
