package io.fanlens.e2e.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.aws.DynamoDbRows;
import io.fanlens.result.Claim;
import io.fanlens.result.ClaimLostException;
import io.fanlens.result.FinishedRows;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.result.WriteInterruptedException;
import io.fanlens.settings.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Claims and finishes against a real DynamoDB engine, on a clock that the test moves. */
class DynamoDbRowsIT {

  private static final String TABLE = "rows";
  private static final Operation FACES = Operation.DETECT_FACES;
  private static final Duration CLAIM = Duration.ofSeconds(62);

  private static DynamoDbEngine engine;
  private static DynamoDbClient client;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
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
    rows = new DynamoDbRows(client, TABLE, () -> now, FinishedRows.plain());
  }

  @Test
  void shouldGrantAPictureToOneWorkerOnly() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Claim>> workers =
          IntStream.range(0, 20).<Callable<Claim>>mapToObj(i -> () -> claim("01")).toList();
      long granted = 0;
      for (Future<Claim> claim : threads.invokeAll(workers)) {
        granted += claim.get() instanceof Claim.Granted ? 1 : 0;
      }
      assertEquals(1, granted);
    }
  }

  @Test
  void shouldGrantAnExpiredClaimToTheNextAsItsNextAttempt() {
    Claim.Granted first = granted(claim("01"));
    assertEquals(new Claim.Busy(now.plus(CLAIM)), claim("01"));
    now = now.plus(CLAIM).plusMillis(1);
    Claim.Granted second = granted(claim("01"));
    assertEquals(2, second.attempt());
    assertThrows(ClaimLostException.class, () -> finish("01", first));
    assertTrue(finish("01", second));
  }

  @Test
  void shouldTellAClaimThatDiedFromOneThatWasReleased() {
    Claim.Granted first = granted(claim("01"));
    assertFalse(first.takenOver());
    now = now.plus(CLAIM).plusMillis(1);
    Claim.Granted afterDeath = granted(claim("01"));
    assertTrue(afterDeath.takenOver());
    rows.releaseQuickly(version("01"), FACES, afterDeath.token(), false);
    Claim.Granted afterRelease = granted(claim("01"));
    assertFalse(afterRelease.takenOver());
    assertEquals(2, afterRelease.attempt());
  }

  @Test
  void shouldTellTheNextOneWhyAPictureWasGivenUp() {
    Claim.Granted first = granted(claim("01"));
    assertEquals(Optional.empty(), first.gaveUp());
    Claim.Failure why = new Claim.Failure("HTTP_503", "ill");
    rows.giveUpLater(version("01"), FACES, first.token(), why);
    Claim.Granted second = granted(claim("01"));
    assertEquals(2, second.attempt());
    assertFalse(second.takenOver());
    assertEquals(Optional.of(why), second.gaveUp());
    rows.release(version("01"), FACES, second.token(), true);
    assertEquals(Optional.of(why), granted(claim("01")).gaveUp());
    assertEquals(Optional.empty(), granted(claim("02")).gaveUp(), "of another version");
  }

  @Test
  void shouldNotTakeAnInterruptForATableThatIsAway() {
    Claim.Granted claim = granted(claim("01"));
    for (Runnable write :
        List.<Runnable>of(
            () -> claim("02"),
            () -> finish("01", claim),
            () -> rows.release(version("01"), FACES, claim.token(), true),
            () -> rows.abandon(version("01"), FACES, claim.token()),
            () -> rows.remove(version("02"), FACES))) {
      Thread.currentThread().interrupt();
      assertThrows(WriteInterruptedException.class, write::run);
      assertTrue(Thread.interrupted(), "the interrupt is kept");
    }
    assertTrue(finish("01", claim));
  }

  @Test
  void shouldCountOnlyRealAttempts() {
    for (int i = 0; i < 30; i++) {
      Claim.Granted waiting = granted(claim("01"));
      assertEquals(1, waiting.attempt());
      rows.release(version("01"), FACES, waiting.token(), false);
      rows.release(version("01"), FACES, waiting.token(), false); // repeated: its answer was lost
    }
    Claim.Granted failing = granted(claim("01"));
    rows.release(version("01"), FACES, failing.token(), true);
    assertEquals(2, granted(claim("01")).attempt());
  }

  @Test
  void shouldOweNothingForAFinishedVersionOrAnOlderOne() {
    assertTrue(finish("02", granted(claim("02"))));
    assertInstanceOf(Claim.NotOwed.class, claim("02"));
    assertInstanceOf(Claim.NotOwed.class, claim("01"));
    assertEquals(1, granted(claim("03")).attempt());
  }

  @Test
  void shouldLetANewerVersionTakeOverAtOnce() {
    Claim.Granted older = granted(claim("01"));
    Claim.Granted newer = granted(claim("02"));
    assertInstanceOf(Claim.NotOwed.class, claim("01"));
    assertFalse(finish("01", older));
    assertTrue(finish("02", newer));
    assertTrue(row().get("sequencer").s().startsWith("02"));
  }

  @Test
  void shouldKeepAnEarlierAnswerUntilTheFinishReplacesIt() {
    finish("01", granted(claim("01")));
    Claim.Granted newer = granted(claim("02"));
    assertEquals("SUCCEEDED", row().get("status").s());
    assertTrue(row().get("sequencer").s().startsWith("01"));
    assertTrue(finish("02", newer));
    assertTrue(row().get("sequencer").s().startsWith("02"));
    assertFalse(row().containsKey("claim"));
  }

  @Test
  void shouldTakeARepeatedFinishForSuccess() {
    Claim.Granted claim = granted(claim("01"));
    assertTrue(finish("01", claim));
    assertTrue(finish("01", claim));
  }

  @Test
  void shouldDropTheRowOfAPictureThatIsGone() {
    Claim.Granted claim = granted(claim("01"));
    rows.abandon(version("01"), FACES, claim.token());
    assertNull(row());
  }

  @Test
  void shouldKeepAnEarlierAnswerWhenANewerVersionIsGone() {
    finish("01", granted(claim("01")));
    Claim.Granted claim = granted(claim("02"));
    rows.abandon(version("02"), FACES, claim.token());
    assertEquals("SUCCEEDED", row().get("status").s());
    assertFalse(row().containsKey("claim"));
  }

  @Test
  void shouldRemoveOnlyRowsThatAreOlderThanTheRemoval() {
    finish("02", granted(claim("02")));
    rows.remove(version("01"), FACES);
    assertEquals("SUCCEEDED", row().get("status").s());
    rows.remove(version("03"), FACES);
    assertNull(row());
  }

  @Test
  void shouldNotLetAFinishBringBackARemovedRow() {
    Claim.Granted claim = granted(claim("01"));
    rows.remove(version("02"), FACES);
    assertFalse(finish("01", claim));
    assertNull(row());
  }

  @Test
  void shouldKeepANewerClaimWhenAnOlderRemovalArrivesLate() {
    Claim.Granted claim = granted(claim("03"));
    rows.remove(version("02"), FACES);
    assertTrue(finish("03", claim));
  }

  @Test
  void shouldTryADeadLetteredRowAgainOnlyForAMessageSentLater() {
    Claim.Granted claim = granted(claim("01"));
    Map<String, AttributeValue> failed =
        ResultRow.deadLettered(version("01"), FACES, "ILL", "Given up.", 5, now);
    assertTrue(rows.finish(version("01"), FACES, claim.token(), failed));
    assertInstanceOf(Claim.NotOwed.class, rows.claim(version("01"), FACES, now.plus(CLAIM), now));
    Claim.Granted redriven =
        granted(rows.claim(version("01"), FACES, now.plus(CLAIM), now.plusMillis(1)));
    assertEquals(1, redriven.attempt());
    rows.release(version("01"), FACES, redriven.token(), true);
    assertEquals(
        2, granted(rows.claim(version("01"), FACES, now.plus(CLAIM), now.plusMillis(1))).attempt());
  }

  @Test
  void shouldGiveARedriveFreshAttempts() {
    Claim.Granted last = granted(claim("01"));
    for (int attempt = 2; attempt <= 5; attempt++) {
      rows.release(version("01"), FACES, last.token(), true);
      last = granted(claim("01"));
    }
    assertEquals(5, last.attempt());
    Map<String, AttributeValue> failed =
        ResultRow.deadLettered(version("01"), FACES, "ILL", "Given up.", 5, now);
    assertTrue(rows.finish(version("01"), FACES, last.token(), failed));
    Instant sentAgain = now.plusMillis(1);
    for (int attempt = 1; attempt <= 5; attempt++) {
      Claim.Granted again = granted(rows.claim(version("01"), FACES, now.plus(CLAIM), sentAgain));
      assertEquals(attempt, again.attempt());
      rows.release(version("01"), FACES, again.token(), true);
    }
  }

  @Test
  void shouldLetEveryRealEventWinOverAnAuditsEvent() {
    String lowest = "0".repeat(32);
    Claim.Granted audit = granted(claim(lowest));
    Claim.Granted real = granted(claim("0000000000000001"));
    assertFalse(finish(lowest, audit));
    assertTrue(finish("0000000000000001", real));
    assertInstanceOf(Claim.NotOwed.class, claim(lowest));
  }

  @Test
  void shouldNeverTryARejectedRowAgain() {
    Claim.Granted claim = granted(claim("01"));
    Map<String, AttributeValue> rejected =
        ResultRow.rejected(version("01"), FACES, "BROKEN", "It is broken.", 1, now);
    assertTrue(rows.finish(version("01"), FACES, claim.token(), rejected));
    assertInstanceOf(
        Claim.NotOwed.class,
        rows.claim(version("01"), FACES, now.plus(CLAIM), now.plusSeconds(3_600)));
  }

  @Test
  void shouldMarkAnEarlierAnswerThatWasOnlyGivenBack() {
    finish("01", granted(claim("01")));
    Claim.Granted claim = granted(claim("02"));
    rows.abandon(version("02"), FACES, claim.token());
    assertTrue(row().get("goneSequencer").s().startsWith("02"));
    finish("03", granted(claim("03")));
    assertFalse(row().containsKey("goneSequencer"));
  }

  @Test
  void shouldNotTakeALostClaimForNothingOwed() {
    Claim.Granted slow = granted(claim("01"));
    now = now.plus(CLAIM).plusMillis(1);
    Claim.Granted quick = granted(claim("01"));
    assertThrows(ClaimLostException.class, () -> finish("01", slow));
    assertTrue(finish("01", quick));
    assertFalse(finish("01", slow), "the other one wrote it: nothing is owed any more");
  }

  @Test
  void shouldRemoveOnlyTheVersionThatWasDeletedOfABucketWithVersions() {
    finish("01", granted(claim("01")));
    rows.remove(version("02", "another"), FACES);
    assertEquals("SUCCEEDED", row().get("status").s());
    rows.remove(version("02", "v1"), FACES);
    assertNull(row());
  }

  private Claim claim(String sequencer) {
    return rows.claim(version(sequencer), FACES, now.plus(CLAIM), now);
  }

  private boolean finish(String sequencer, Claim.Granted claim) {
    PictureVersion version = version(sequencer);
    return rows.finish(
        version,
        FACES,
        claim.token(),
        Map.of(
            "id", AttributeValue.fromS(key),
            "operation", AttributeValue.fromS(FACES.apiName()),
            "status", AttributeValue.fromS("SUCCEEDED"),
            "sequencer", AttributeValue.fromS(version.sequencer()),
            "versionId", AttributeValue.fromS("v1")));
  }

  private PictureVersion version(String sequencer, String versionId) {
    return new PictureVersion("bucket", key, sequencer, "", Optional.of(versionId), 0, now);
  }

  private PictureVersion version(String sequencer) {
    return new PictureVersion("bucket", key, sequencer, "etag", Optional.empty(), 1, now);
  }

  private Map<String, AttributeValue> row() {
    var answer =
        client.getItem(
            request ->
                request
                    .tableName(TABLE)
                    .key(
                        Map.of(
                            "id", AttributeValue.fromS(key),
                            "operation", AttributeValue.fromS(FACES.apiName()))));
    return answer.hasItem() ? answer.item() : null;
  }

  private static Claim.Granted granted(Claim claim) {
    return assertInstanceOf(Claim.Granted.class, claim);
  }
}
