package io.fanlens.local.rekognition.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.vision.Point;
import io.fanlens.local.vision.text.TextLine;
import io.fanlens.local.vision.text.TextLine.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class EmulatedDetectTextTest {

  private static final List<TextLine> TWO_LINES =
      List.of(
          new TextLine(List.of(word("AB12", 99, 0.1), word("CDE", 91, 0.4))),
          new TextLine(List.of(word("GB", 97.5, 0.1))));

  @Test
  void shouldNameAllLinesAndThenTheirWords() {
    JsonNode answer = answer(TWO_LINES);

    assertEquals(List.of("AB12 CDE", "GB", "AB12", "CDE", "GB"), each(answer, "DetectedText"));
    assertEquals(List.of("LINE", "LINE", "WORD", "WORD", "WORD"), each(answer, "Type"));
    assertEquals(List.of("0", "1", "2", "3", "4"), each(answer, "Id"));
    assertEquals(List.of("", "", "0", "0", "1"), each(answer, "ParentId"));
    assertEquals(List.of("95.0", "97.5", "99.0", "91.0", "97.5"), each(answer, "Confidence"));
    assertFalse(answer.path("TextModelVersion").asText().isEmpty());
  }

  @Test
  void shouldGiveALineTheCornersFromItsFirstToItsLastWord() {
    JsonNode answer = answer(TWO_LINES);

    // Each word is a parallelogram that leans to the right.
    assertEquals(
        "[[0.1,0.2],[0.6,0.2],[0.65,0.3],[0.15,0.3]]", polygon(answer, 0), answer::toString);
    assertEquals("[[0.4,0.2],[0.6,0.2],[0.65,0.3],[0.45,0.3]]", polygon(answer, 3));
    JsonNode box = answer.at("/TextDetections/3/Geometry/BoundingBox");
    assertEquals(0.4, box.path("Left").asDouble(), 1e-6);
    assertEquals(0.2, box.path("Top").asDouble(), 1e-6);
    assertEquals(0.25, box.path("Width").asDouble(), 1e-6);
    assertEquals(0.1, box.path("Height").asDouble(), 1e-6);
  }

  @Test
  void shouldNameAHundredWordsAtMost() {
    List<TextLine> lines =
        IntStream.range(0, 40)
            .mapToObj(
                line ->
                    new TextLine(
                        List.of(
                            word("a" + line, 99, 0.1),
                            word("b" + line, 99, 0.4),
                            word("c" + line, 99, 0.7))))
            .toList();

    JsonNode answer = answer(lines);

    List<String> types = each(answer, "Type");
    assertEquals(100, types.stream().filter("WORD"::equals).count());
    assertEquals(34, types.stream().filter("LINE"::equals).count());
    assertEquals("a33", answer.at("/TextDetections/33/DetectedText").asText());
    assertEquals("a33", each(answer, "DetectedText").getLast());
  }

  @Test
  void shouldAnswerAnEmptyListWhereNothingIsWritten() {
    JsonNode answer = answer(List.of());

    assertEquals("[]", answer.path("TextDetections").toString());
  }

  private static JsonNode answer(List<TextLine> lines) {
    return EmulatedDetectText.answer(lines);
  }

  private static List<String> each(JsonNode answer, String name) {
    return all(answer.path("TextDetections"), detection -> detection.path(name).asText());
  }

  private static String polygon(JsonNode answer, int detection) {
    return all(
            answer.path("TextDetections").path(detection).path("Geometry").path("Polygon"),
            point -> "[%s,%s]".formatted(point.path("X").asText(), point.path("Y").asText()))
        .toString()
        .replace(" ", "");
  }

  private static List<String> all(JsonNode nodes, Function<JsonNode, String> text) {
    return new ArrayList<>(StreamSupport.stream(nodes.spliterator(), false).map(text).toList());
  }

  private static Word word(String text, double confidence, double left) {
    return new Word(
        text,
        confidence,
        List.of(
            new Point((float) left, 0.2f),
            new Point((float) (left + 0.2), 0.2f),
            new Point((float) (left + 0.25), 0.3f),
            new Point((float) (left + 0.05), 0.3f)));
  }
}
