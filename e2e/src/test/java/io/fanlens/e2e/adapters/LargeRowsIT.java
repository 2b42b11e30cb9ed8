package io.fanlens.e2e.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.aws.DynamoDbRows;
import io.fanlens.result.AnswerLocation;
import io.fanlens.result.AnswerReader;
import io.fanlens.result.AnswerStore;
import io.fanlens.result.Claim;
import io.fanlens.result.FinishedRows;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.RowTooLargeException;
import io.fanlens.settings.Operation;
import io.fanlens.settings.ResultSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows around the 400 KB that a real DynamoDB engine takes, and rows that expire. */
class LargeRowsIT {

  private static final String TABLE = "rows";
  private static final Operation FACES = Operation.DETECT_FACES;
  private static final Duration CLAIM = Duration.ofSeconds(62);
  private static final int DAYS = 30;

  private static DynamoDbEngine engine;
  private static DynamoDbClient client;

  private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final MemoryAnswers answers = new MemoryAnswers();
  private String key;
  private DynamoDbRows rows;

  @BeforeAll
  static void start() {
    engine = new DynamoDbEngine(TABLE, "id", "operation");
    client = engine.client();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @BeforeEach
  void freshKey(TestInfo test) {
    key = test.getDisplayName();
    rows = rows(new ResultSettings("answers", ResultSettings.LARGEST_ROW_BYTES, DAYS, false, true));
  }

  @Test
  void shouldKeepAnAnswerThatDynamoDbRefuses() {
    Map<String, AttributeValue> answer = row("01", 1_000);
    DynamoDbRows plain = new DynamoDbRows(client, TABLE, () -> now, FinishedRows.plain());
    Claim.Granted refused = granted(plain, "01");
    assertThrows(
        RowTooLargeException.class,
        () -> plain.finish(version("01"), FACES, refused.token(), answer));
    plain.release(version("01"), FACES, refused.token(), true);

    assertTrue(rows.finish(version("01"), FACES, granted(rows, "01").token(), answer));

    assertFalse(row().containsKey("FaceDetails"));
    assertEquals("1000", row().get("count").n());
    assertTrue(
        answer.get("FaceDetails").equals(new AnswerReader(answers).whole(row()).get("FaceDetails")),
        "every number as it was");
  }

  /** The estimate must never say that a row fits which does not, nor leave no room for a claim. */
  @Test
  void shouldFitWhateverItWritesWithItsNextClaim() {
    int kept = 0;
    for (int faces = 400; faces < 1_200; faces += 40) {
      String sequencer = "%04d".formatted(faces);
      Map<String, AttributeValue> row = row(sequencer, faces);
      assertTrue(rows.finish(version(sequencer), FACES, granted(rows, sequencer).token(), row));
      kept += row().containsKey("FaceDetails") ? 1 : 0;
    }
    assertTrue(kept > 0 && kept < 20, "%d of 20 rows fit".formatted(kept));
    assertTrue(
        answers.objects.size() <= 1, "what was replaced is gone: " + answers.objects.keySet());
  }

  @Test
  void shouldDeleteTheAnswerThatANewerOneReplaces() {
    finishLarge("01");
    assertEquals(1, answers.objects.size());
    Claim.Granted newer = granted(rows, "02");
    assertEquals(1, answers.objects.size(), "it can be read until the newer one is there");
    assertTrue(rows.finish(version("02"), FACES, newer.token(), row("02", 1)));
    assertEquals(Map.of(), answers.objects);
    assertTrue(row().containsKey("FaceDetails"));
  }

  @Test
  void shouldLeaveNoAnswerOfALostClaim() {
    Claim.Granted older = granted(rows, "01");
    finishLarge("02");
    String kept = answers.objects.keySet().iterator().next();
    assertFalse(rows.finish(version("01"), FACES, older.token(), row("01", 1_000)));
    assertEquals(List.of(kept), List.copyOf(answers.objects.keySet()));
    assertEquals(kept, row().get("answerAt").m().get("key").s());
  }

  @Test
  void shouldDeleteTheAnswerOfARemovedPicture() {
    finishLarge("02");
    rows.remove(version("01"), FACES);
    assertEquals(1, answers.objects.size(), "an older removal removes nothing");
    rows.remove(version("03"), FACES);
    assertEquals(Map.of(), answers.objects);
  }

  @Test
  void shouldKeepTheAnswerWhenANewerVersionIsGone() {
    finishLarge("01");
    rows.abandon(version("02"), FACES, granted(rows, "02").token());
    assertEquals(1, answers.objects.size());
    assertEquals(1_000, new AnswerReader(answers).whole(row()).get("FaceDetails").l().size());
  }

  @Test
  void shouldNotLetARowExpireUnderAClaim() {
    String expiry = Long.toString(now.plus(Duration.ofDays(DAYS)).getEpochSecond());
    rows.finish(version("01"), FACES, granted(rows, "01").token(), row("01", 1));
    assertEquals(expiry, row().get("expiresAt").n());

    Claim.Granted newer = granted(rows, "02");
    assertFalse(row().containsKey("expiresAt"));

    rows.abandon(version("02"), FACES, newer.token());
    assertEquals(expiry, row().get("expiresAt").n(), "counted from its own finish");
  }

  private void finishLarge(String sequencer) {
    assertTrue(
        rows.finish(
            version(sequencer), FACES, granted(rows, sequencer).token(), row(sequencer, 1_000)));
  }

  private DynamoDbRows rows(ResultSettings settings) {
    return new DynamoDbRows(
        client, TABLE, () -> now, new FinishedRows(settings, Optional.of(answers)));
  }

  private Claim.Granted granted(DynamoDbRows from, String sequencer) {
    return assertInstanceOf(
        Claim.Granted.class, from.claim(version(sequencer), FACES, now.plus(CLAIM), now));
  }

  private PictureVersion version(String sequencer) {
    return new PictureVersion("bucket", key, sequencer, "etag", Optional.empty(), 1, now);
  }

  /** About 650 bytes a face: names of all sorts, numbers of all lengths, nested as faces are. */
  private Map<String, AttributeValue> row(String sequencer, int faces) {
    Random random = new Random(faces);
    Map<String, AttributeValue> row = new LinkedHashMap<>();
    row.put("id", AttributeValue.fromS(key));
    row.put("operation", AttributeValue.fromS(FACES.apiName()));
    row.put("status", AttributeValue.fromS("SUCCEEDED"));
    row.put("sequencer", AttributeValue.fromS(version(sequencer).sequencer()));
    row.put("finishedAt", AttributeValue.fromS("2026-01-01T00:00:00.000Z"));
    row.put("count", AttributeValue.fromN(Integer.toString(faces)));
    row.put(
        "FaceDetails",
        AttributeValue.fromL(IntStream.range(0, faces).mapToObj(i -> face(random)).toList()));
    return row;
  }

  private static AttributeValue face(Random random) {
    Map<String, AttributeValue> face = new LinkedHashMap<>();
    for (int i = 0; i < 12; i++) {
      BigDecimal number =
          new BigDecimal(new BigInteger(random.nextInt(1, 120), random), i % 6)
              .multiply(BigDecimal.valueOf(i % 3 == 0 ? -1 : 1));
      face.put("Number" + i, AttributeValue.fromN(number.stripTrailingZeros().toPlainString()));
    }
    face.put("Größe", AttributeValue.fromS("😀".repeat(random.nextInt(20))));
    face.put("Empty", AttributeValue.fromL(List.of()));
    face.put("Nothing", AttributeValue.fromNul(true));
    face.put(
        "Landmarks",
        AttributeValue.fromL(
            IntStream.range(0, 8)
                .mapToObj(
                    i ->
                        AttributeValue.fromM(
                            Map.of(
                                "Type", AttributeValue.fromS("eyeLeft"),
                                "X", number(random.nextFloat()),
                                "Y", AttributeValue.fromBool(i % 2 == 0))))
                .toList()));
    return AttributeValue.fromM(face);
  }

  private static AttributeValue number(float value) {
    return AttributeValue.fromN(new BigDecimal(Float.toString(value)).toPlainString());
  }

  private Map<String, AttributeValue> row() {
    return client
        .getItem(
            request ->
                request
                    .tableName(TABLE)
                    .key(
                        Map.of(
                            "id", AttributeValue.fromS(key),
                            "operation", AttributeValue.fromS(FACES.apiName()))))
        .item();
  }

  private static final class MemoryAnswers implements AnswerStore {
    final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public AnswerLocation put(String key, byte[] compressed) {
      objects.put(key, compressed);
      return new AnswerLocation("answers", key, "etag", compressed.length);
    }

    @Override
    public byte[] get(AnswerLocation at) {
      return objects.get(at.key());
    }

    @Override
    public void delete(AnswerLocation at) {
      objects.remove(at.key());
    }
  }
}
