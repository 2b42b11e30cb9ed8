package io.fanlens.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.pipeline.queue.QueueMessage;
import io.fanlens.quota.BackoffRules;
import io.fanlens.quota.QuotaRole;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.ReservationRules;
import io.fanlens.quota.ShareRules;
import io.fanlens.quota.TableRules;
import io.fanlens.quota.TargetChoice;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Simulates a snapshot and functions restored from it. */
class SnapStartTest {

  private static final long HOUR_MICROS = 3_600_000_000L;

  private static final Pattern TOKEN = Pattern.compile("\"token\":\\{\"S\":\"([^\"]+)\"");

  /** No wait for a breaker, and no limit that a busy machine could miss. */
  private static final QuotaRules NO_WAIT =
      new QuotaRules(
          new ReservationRules(
              TargetChoice.EARLIER_OF_TWO,
              0.995,
              100_000,
              new QuotaRole(HOUR_MICROS, 0, 0, HOUR_MICROS, ShareRules.WHOLE),
              20_000,
              100_000),
          new BackoffRules(1, 100_000, 2_000_000),
          QuotaRules.DEFAULTS.rate(),
          QuotaRules.DEFAULTS.breaker(),
          new TableRules(250_000, 1_000_000, 60_000_000));

  private FakeAwsEndpoint aws;

  @BeforeEach
  void start() throws IOException {
    aws = new FakeAwsEndpoint().answer("DynamoDB_20120810.Query", 200, outOfUse());
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
    aws.answer("GET /pictures/", new FakeAwsEndpoint.Answer(200, jpeg.toByteArray()));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void shouldDropTheQuotaCacheFromBeforeTheSnapshot() throws Exception {
    SnapStart<Wiring> snapStart = unprimed();
    process(snapStart.parts(), "1.jpg");
    int reads = reads();
    assertTrue(reads > 0);
    process(snapStart.parts(), "2.jpg");
    assertEquals(reads, reads(), "the cache is still fresh");

    snapStart.beforeCheckpoint(null);
    snapStart.afterRestore(null);
    process(snapStart.parts(), "3.jpg");
    assertTrue(reads() > reads, "after the restore it must be read again");
    snapStart.parts().close();
  }

  @Test
  void shouldNameEachCopysClaimsDifferently() throws Exception {
    SnapStart<Wiring> snapStart = unprimed();
    Set<String> tokens = new HashSet<>();
    for (int copy = 0; copy < 3; copy++) {
      process(snapStart.parts(), copy + ".jpg");
      snapStart.beforeCheckpoint(null);
      snapStart.afterRestore(null);
    }
    for (FakeAwsEndpoint.Call claim : aws.calls("UpdateItem")) {
      Matcher token = TOKEN.matcher(claim.body());
      if (token.find()) {
        assertTrue(tokens.add(token.group(1)), claim::toString);
      }
    }
    assertEquals(3, tokens.size());
    snapStart.parts().close();
  }

  @Test
  void shouldCloseThePrimedPartsAndCreateNewOnes() throws Exception {
    SnapStart<Wiring> snapStart = unprimed();
    Wiring before = snapStart.parts();
    snapStart.beforeCheckpoint(null);
    assertThrows(
        RuntimeException.class,
        () -> before.adapters().clients().dynamoDb().listTables(),
        "a connection from before the snapshot could be used after it");
    assertTrue(aws.calls.isEmpty(), aws.calls::toString);
    snapStart.afterRestore(null);
    Wiring after = snapStart.parts();
    assertNotSame(before.processor(), after.processor());
    assertNotSame(before.metrics(), after.metrics());
    assertNotSame(before.adapters().clients(), after.adapters().clients());
    process(after, "4.jpg");
    assertFalse(aws.calls("GET /pictures/4.jpg").isEmpty());
    after.close();
  }

  @Test
  void shouldDetectThatASnapshotIsAhead() {
    String name = "AWS_LAMBDA_INITIALIZATION_TYPE";
    assertTrue(SnapStart.isAhead(Map.of(name, "snap-start")));
    assertFalse(SnapStart.isAhead(Map.of(name, "on-demand")));
    assertFalse(SnapStart.isAhead(Map.of()));
  }

  private static SnapStart<Wiring> unprimed() {
    return new SnapStart<>(SnapStartTest::wiring, parts -> {}, wiring());
  }

  private static Wiring wiring() {
    return Wiring.of(TestSettings.ONE_OPERATION, "stack", NO_WAIT);
  }

  private int reads() {
    return aws.calls("Query").size();
  }

  private static void process(Wiring wiring, String key) {
    String body =
        """
        {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "eu-west-1",
          "eventTime": "2026-11-22T13:00:00.000Z", "eventName": "ObjectCreated:Put",
          "s3": {"s3SchemaVersion": "1.0", "bucket": {"name": "pictures"},
            "object": {"key": "%s", "size": 1000, "eTag": "e", "sequencer": "0055AED6DCD90281E5"}}}]}
        """
            .formatted(key);
    assertFalse(
        wiring
            .processor()
            .process(
                new QueueMessage("id", "receipt", body, 1, Instant.now()),
                Instant.now().plusSeconds(600)));
  }

  /** Every target's breaker is open for another hour. */
  private static String outOfUse() {
    long inAnHour = (Instant.now().getEpochSecond() + 3600) * 1_000_000;
    return """
    {"Count": 2, "Items": [
      {"target": {"S": "home#eu-west-1"}, "openUntil": {"N": "%1$d"}, "openFor": {"N": "1000000"}},
      {"target": {"S": "home#eu-central-1"}, "openUntil": {"N": "%1$d"}, "openFor": {"N": "1000000"}}]}
    """
        .formatted(inAnHour);
  }
}
