package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.ResultSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FinishedRowsTest {

  private static final Instant FINISHED = Instant.parse("2026-11-22T13:59:59.999Z");

  private final MemoryAnswers answers = new MemoryAnswers();

  @Test
  void shouldLeaveASmallRowUnchanged() {
    Map<String, AttributeValue> row = row(3);
    assertEquals(row, rows(0, false).ready(row, "token"));
    assertTrue(answers.objects.isEmpty());
  }

  @Test
  void shouldStoreALargeAnswerInTheBucket() {
    Map<String, AttributeValue> row = row(200);

    Map<String, AttributeValue> ready = rows(0, false).ready(row, "token");

    assertFalse(ready.containsKey("FaceDetails"));
    assertEquals("3.0", ready.get("FaceModelVersion").s());
    assertEquals("200", ready.get("count").n());
    assertTrue(ItemSize.of(ready) < 1_000);
    assertEquals(1, answers.objects.size());
  }

  @Test
  void shouldKeepAnAnswerThatJustFitsItsRow() {
    Map<String, AttributeValue> row = row(200);
    int size = Math.toIntExact(ItemSize.of(row));
    assertEquals(row, rows(size).ready(row, "token"));
    assertTrue(answers.objects.isEmpty());
    assertFalse(rows(size - 1).ready(row, "token").containsKey("FaceDetails"));
    assertEquals(1, answers.objects.size());
  }

  @Test
  void shouldLeaveEveryRowUnchangedWithoutABucketOfAnswers() {
    Map<String, AttributeValue> row = row(200);
    assertEquals(row, FinishedRows.plain().ready(row, "token"));
  }

  @Test
  void shouldNeverOverwriteAnotherAttemptsAnswer() {
    FinishedRows rows = rows(0, false);
    String first = AnswerLocation.of(rows.ready(row(200), "one")).orElseThrow().key();
    String second = AnswerLocation.of(rows.ready(row(200), "two")).orElseThrow().key();

    assertNotEquals(first, second);
    assertTrue(first.matches("DetectFaces/[0-9a-f]{32}/0010-one\\.json\\.gz"), first);
  }

  @Test
  void shouldDiscardTheAnswerOfARowThatIsGone() {
    FinishedRows rows = rows(0, false);
    Map<String, AttributeValue> ready = rows.ready(row(200), "token");
    rows.discard(ready);

    assertTrue(answers.objects.isEmpty());
    assertThrows(
        AnswerGoneException.class, () -> answers.get(AnswerLocation.of(ready).orElseThrow()));
    rows.discard(row(1)); // nothing to discard
  }

  @Test
  void shouldNotFailAFinishedWriteWhenAnAnswerCannotBeDiscarded() {
    FinishedRows rows = rows(0, false);
    Map<String, AttributeValue> ready = rows.ready(row(200), "token");
    answers.refuseToDelete();
    assertDoesNotThrow(() -> rows.discard(ready));
  }

  @Test
  void shouldExpireRowsOnlyIfConfigured() {
    assertFalse(rows(0, false).ready(row(1), "token").containsKey("expiresAt"));
    assertEquals(
        Long.toString(FINISHED.getEpochSecond() + 30 * 86_400),
        rows(30, false).ready(row(1), "token").get("expiresAt").n());
  }

  @Test
  void shouldIndexRowsByHourOnlyIfConfigured() {
    assertFalse(rows(0, false).ready(row(1), "token").containsKey("hourShard"));
    String shard = rows(0, true).ready(row(1), "token").get("hourShard").s();
    assertTrue(shard.matches("2026-11-22T13#[0-7]"), shard);
  }

  private FinishedRows rows(int maxRowBytes) {
    return new FinishedRows(
        new ResultSettings("answers", maxRowBytes, 0, false, true), Optional.of(answers));
  }

  private FinishedRows rows(int expireAfterDays, boolean indexByHour) {
    return new FinishedRows(
        new ResultSettings("answers", 10_000, expireAfterDays, indexByHour, true),
        Optional.of(answers));
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
        "finishedAt", AttributeValue.fromS(FINISHED.toString()),
        "count", AttributeValue.fromN(Integer.toString(faces)),
        "FaceModelVersion", AttributeValue.fromS("3.0"),
        "FaceDetails", AttributeValue.fromL(IntStream.range(0, faces).mapToObj(i -> face).toList()),
        "Empty", AttributeValue.fromL(List.of()));
  }
}
