package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.settings.ResultSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AnswerReaderTest {

  private final MemoryAnswers answers = new MemoryAnswers();
  private final AnswerReader reader = new AnswerReader(answers);

  @Test
  void shouldReadALargeAnswerCompletely() {
    Map<String, AttributeValue> row = row(200);
    Map<String, AttributeValue> ready = rows().ready(row, "token");

    Map<String, AttributeValue> whole = new LinkedHashMap<>(reader.whole(ready));
    whole.remove(AnswerLocation.ATTRIBUTE);
    assertEquals(row, whole);
    assertEquals(200, reader.wholeJson(ready).path("FaceDetails").size());
  }

  @Test
  void shouldReportAMissingAnswer() {
    Map<String, AttributeValue> ready = rows().ready(row(200), "token");
    rows().discard(ready);

    assertThrows(AnswerGoneException.class, () -> reader.whole(ready));
  }

  private FinishedRows rows() {
    return new FinishedRows(
        new ResultSettings("answers", 10_000, 0, false, true), Optional.of(answers));
  }

  private static Map<String, AttributeValue> row(int faces) {
    AttributeValue face =
        AttributeValue.fromM(
            Map.of(
                "Confidence", AttributeValue.fromN("99.99987030029296875"),
                "Smile", AttributeValue.fromM(Map.of("Value", AttributeValue.fromBool(false))),
                "Name", AttributeValue.fromS("Größe \"😀\"")));
    return Map.of(
        "id", AttributeValue.fromS("party/one.jpg"),
        "operation", AttributeValue.fromS("DetectFaces"),
        "sequencer", AttributeValue.fromS("0010"),
        "finishedAt", AttributeValue.fromS("2026-11-22T13:59:59.999Z"),
        "count", AttributeValue.fromN(Integer.toString(faces)),
        "FaceDetails", AttributeValue.fromL(IntStream.range(0, faces).mapToObj(i -> face).toList()),
        "Empty", AttributeValue.fromL(List.of()));
  }
}
