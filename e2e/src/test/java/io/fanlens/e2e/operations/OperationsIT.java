package io.fanlens.e2e.operations;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.operations.audit.AuditCount;
import io.fanlens.operations.audit.AuditFinding;
import io.fanlens.operations.audit.AuditListener;
import io.fanlens.operations.audit.AuditRun;
import io.fanlens.operations.deployment.AwsEndpoint;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.operations.status.ClaimScan;
import io.fanlens.operations.status.Status;
import io.fanlens.operations.status.StatusReader;
import io.fanlens.redrive.Redrive;
import io.fanlens.redrive.SqsDeadLetterQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;

/** What the operator of a deployment does, on a local cloud found by its stack's name. */
@Order(4)
class OperationsIT {

  private static final String ANY = RekognitionControl.ANY;
  private static final String LOWEST = "0".repeat(32);

  @TempDir static Path directory;
  private static PipelineCloud cloud;
  private static Deployment deployment;

  @TempDir private Path positions;

  @BeforeAll
  static void start() {
    // Two attempts, since an unhealthy Region's breaker lets only a probe through now and then.
    cloud = new PipelineOptions(directory).processes(2).setting("maxAttempts", 2).start();
    deployment = Deployment.find(Deployment.DEFAULT_STACK, access());
  }

  @AfterAll
  static void stop() {
    deployment.close();
    cloud.close();
  }

  @BeforeEach
  void heal() {
    cloud.rekognition().clearRegion(ANY);
    cloud.quota().clear();
  }

  @Test
  void shouldFindTheStackByItsName() {
    assertEquals(cloud.bucket(), deployment.bucket());
    assertEquals(cloud.queue().url(), deployment.queueUrl());
    assertEquals(2, deployment.settings().operations().size());
    OperationsException unknown =
        assertThrows(OperationsException.class, () -> Deployment.find("Other", access()));
    assertTrue(unknown.getMessage().startsWith("there is no stack Other in us-east-1"));
  }

  @Test
  void shouldSendDeadLettersBackUntilAllPicturesSucceed() throws Exception {
    int pictures = 2;
    cloud.rekognition().outage(ANY, ANY, Outage.FAIL);
    for (int i = 0; i < pictures; i++) {
      cloud.upload("redrive/" + i + ".jpg", PipelinePictures.face());
    }
    for (int i = 0; i < pictures; i++) {
      for (String operation : List.of(FACES, LABELS)) {
        Map<String, AttributeValue> row =
            cloud.awaitRow("redrive/" + i + ".jpg", operation, "FAILED");
        assertEquals("2", row.get("attempts").n());
      }
    }
    cloud.queue().awaitEmpty();
    Status unhealthy = new StatusReader(deployment, InstantSource.system()).read(2);
    long deadLetters = unhealthy.deadLetters();
    assertTrue(
        deadLetters >= pictures && deadLetters <= 2L * pictures,
        "a picture has one, or two if its operations were given up at different times: "
            + deadLetters);
    assertEquals(
        2L * pictures, unhealthy.failures().byCode().values().stream().mapToLong(n -> n).sum());
    assertEquals(8, unhealthy.targets().size());
    Redrive.Report counted = new Redrive(queues(), Optional.empty(), true).run(handled -> {});
    assertEquals(deadLetters, counted.total());
    assertEquals(0, counted.totalRedriven());
    Redrive.Report others =
        new Redrive(queues(), Optional.of("NO_SUCH_REASON"), false).run(handled -> {});
    assertEquals(0, others.totalRedriven());

    heal();
    String reason = counted.deadLetters().firstKey();
    Redrive.Report redriven = new Redrive(queues(), Optional.of(reason), false).run(handled -> {});
    assertEquals(Map.of(reason, counted.deadLetters().get(reason)), redriven.redriven());
    new Redrive(queues(), Optional.empty(), false).run(handled -> {});
    for (int i = 0; i < pictures; i++) {
      for (String operation : List.of(FACES, LABELS)) {
        Map<String, AttributeValue> row =
            cloud.awaitRow("redrive/" + i + ".jpg", operation, "SUCCEEDED");
        assertEquals("1", row.get("attempts").n(), "a redrive has fresh attempts");
      }
    }
    cloud.queue().awaitEmpty();
    Status healthy = new StatusReader(deployment, InstantSource.system()).read(2);
    assertEquals(0, healthy.deadLetters());
    assertEquals(Map.of(), healthy.failures().byCode());
  }

  @Test
  void shouldQueueObjectsWhoseEventsWereLost() throws Exception {
    List<String> keys =
        List.of("early/my holiday+1.jpg", "early/größe 😀.jpg", "early/100%.jpg", "early/a&b.jpg");
    quietly(() -> keys.forEach(key -> cloud.upload(key, PipelinePictures.face())));

    List<AuditFinding> named = findings("early/", audit(false));
    assertEquals(2 * keys.size(), named.size());
    assertTrue(named.stream().allMatch(finding -> finding.count() == AuditCount.MISSING));
    assertEquals(Optional.empty(), cloud.row(keys.getFirst(), FACES));

    audit(true);
    for (String key : keys) {
      for (String operation : List.of(FACES, LABELS)) {
        assertEquals(LOWEST, cloud.awaitRow(key, operation, "SUCCEEDED").get("sequencer").s());
      }
    }
    cloud.queue().awaitEmpty();
    assertEquals(List.of(), findings("early/", audit(false)));
  }

  @Test
  void shouldQueueARowThatWasDeletedAndPayOnlyForThat() throws Exception {
    cloud.upload("deleted.jpg", PipelinePictures.face());
    cloud.awaitRow("deleted.jpg", FACES, "SUCCEEDED");
    Map<String, AttributeValue> labels = cloud.awaitRow("deleted.jpg", LABELS, "SUCCEEDED");
    cloud.queue().awaitEmpty();
    delete("deleted.jpg", FACES);
    assertEquals(
        List.of(new AuditFinding(AuditCount.MISSING, "deleted.jpg", FACES)),
        findings("deleted.jpg", audit(true)));
    cloud.awaitRow("deleted.jpg", FACES, "SUCCEEDED");
    cloud.queue().awaitEmpty();
    assertEquals(labels, cloud.row("deleted.jpg", LABELS).orElseThrow());
  }

  @Test
  void shouldReplaceTheRowOfAnEarlierVersion() throws Exception {
    cloud.upload("stale.jpg", PipelinePictures.face());
    String rank = cloud.awaitRow("stale.jpg", FACES, "SUCCEEDED").get("sequencer").s();
    cloud.awaitRow("stale.jpg", LABELS, "SUCCEEDED");
    cloud.queue().awaitEmpty();
    quietly(() -> cloud.upload("stale.jpg", otherBytes()));
    assertEquals(2, findings("stale.jpg", audit(true)).size());
    Eventually.until(
        "a row above the earlier one",
        () ->
            List.of(FACES, LABELS).stream()
                .allMatch(
                    operation ->
                        cloud
                                .row("stale.jpg", operation)
                                .orElseThrow()
                                .get("sequencer")
                                .s()
                                .compareTo(rank)
                            > 0));
    cloud.queue().awaitEmpty();
    cloud.upload("stale.jpg", PipelinePictures.face());
    Eventually.until(
        "the real event to win",
        () ->
            !cloud.row("stale.jpg", FACES).orElseThrow().get("sequencer").s().endsWith("1")
                && cloud.row("stale.jpg", FACES).orElseThrow().containsKey("status"));
  }

  @Test
  void shouldLetARealEventWinOverTheAudits() throws Exception {
    quietly(() -> cloud.upload("race.jpg", PipelinePictures.face()));
    cloud.rekognition().outage(FACES, ANY, Outage.HANG);
    audit(true);
    Eventually.until(
        "the claim of the audit's event",
        () ->
            cloud
                .row("race.jpg", FACES)
                .filter(row -> row.get("claim").m().get("sequencer").s().equals(LOWEST))
                .isPresent());
    String eTag = cloud.upload("race.jpg", otherBytes()).eTag().replace("\"", "");
    Eventually.until(
        "the claim of the real event",
        () ->
            !cloud
                .row("race.jpg", FACES)
                .orElseThrow()
                .get("claim")
                .m()
                .get("sequencer")
                .s()
                .equals(LOWEST));
    heal();
    Map<String, AttributeValue> row = cloud.awaitRow("race.jpg", FACES, "SUCCEEDED");
    assertEquals(eTag, row.get("eTag").s());
    cloud.awaitRow("race.jpg", LABELS, "SUCCEEDED");
    cloud.queue().awaitEmpty();
    assertEquals(eTag, cloud.row("race.jpg", FACES).orElseThrow().get("eTag").s());
    assertEquals(List.of(), findings("race.jpg", audit(false)));
  }

  @Test
  void shouldRemoveARowWhoseObjectIsGone() throws Exception {
    cloud.upload("gone.jpg", PipelinePictures.face());
    cloud.awaitRow("gone.jpg", FACES, "SUCCEEDED");
    cloud.awaitRow("gone.jpg", LABELS, "SUCCEEDED");
    cloud.queue().awaitEmpty();
    quietly(() -> cloud.remove("gone.jpg"));
    List<AuditFinding> named = findings("gone.jpg", audit(true));
    assertEquals(2, named.size());
    assertTrue(named.stream().allMatch(finding -> finding.count() == AuditCount.ORPHANS));
    assertEquals(Optional.empty(), cloud.row("gone.jpg", FACES));
    assertEquals(Optional.empty(), cloud.row("gone.jpg", LABELS));
  }

  @Test
  void shouldFinishAPictureThatADeadWorkerLeft() throws Exception {
    quietly(() -> cloud.upload("stuck.jpg", PipelinePictures.face()));
    Map<String, AttributeValue> row = new HashMap<>(key("stuck.jpg", FACES));
    row.put(
        "claim",
        AttributeValue.fromM(
            Map.of(
                "sequencer", AttributeValue.fromS("05" + "0".repeat(30)),
                "attempts", AttributeValue.fromN("1"),
                "token", AttributeValue.fromS("dead"),
                "until", AttributeValue.fromN("1000"))));
    deployment.dynamoDb().putItem(put -> put.tableName(deployment.table()).item(row));
    ClaimScan.Report scan = new ClaimScan(deployment, Instant.now()).run(rows -> {});
    assertTrue(scan.named().stream().anyMatch(stuck -> stuck.id().equals("stuck.jpg")));
    assertTrue(
        findings("stuck.jpg", audit(true))
            .contains(new AuditFinding(AuditCount.STUCK, "stuck.jpg", FACES)));
    assertEquals("2", cloud.awaitRow("stuck.jpg", FACES, "SUCCEEDED").get("attempts").n());
  }

  @Test
  void shouldGoOnAfterAStop() throws Exception {
    cloud.upload("resume.jpg", PipelinePictures.face());
    cloud.awaitRow("resume.jpg", LABELS, "SUCCEEDED");
    AuditRun run = new AuditRun(deployment, positions, InstantSource.system());
    AuditRun.Result first = run.run(wish(false, false, 1), new Heard());
    assertFalse(first.complete());
    assertEquals(0, first.count(AuditCount.ROWS));
    AuditRun.Result last = run.run(wish(false, true, 0), new Heard());
    assertTrue(last.complete());
    assertEquals(first.count(AuditCount.OBJECTS), last.count(AuditCount.OBJECTS));
    assertTrue(last.count(AuditCount.ROWS) >= 2);
    assertThrows(
        OperationsException.class, () -> run.run(wish(false, true, 0), new Heard()), "it was done");
  }

  private List<AuditFinding> audit(boolean fix) throws Exception {
    Heard heard = new Heard();
    new AuditRun(deployment, positions, InstantSource.system()).run(wish(fix, false, 0), heard);
    return heard.findings;
  }

  private static AuditRun.Options wish(boolean fix, boolean resume, long limit) {
    // Objects are dated by whole seconds, so those of this moment may seem to be of the next one.
    return new AuditRun.Options(fix, resume, limit, Optional.of(Duration.ofSeconds(-5)));
  }

  private static List<AuditFinding> findings(String prefix, List<AuditFinding> all) {
    return all.stream().filter(finding -> finding.key().startsWith(prefix)).toList();
  }

  /** The same picture with bytes behind its end, which nobody reads. */
  private static byte[] otherBytes() {
    byte[] picture = PipelinePictures.face();
    return Arrays.copyOf(picture, picture.length + 16);
  }

  /** While the bucket sends no events. */
  private static void quietly(Runnable change) {
    var s3 = cloud.cloud().clients().s3();
    GetBucketNotificationConfigurationResponse rules =
        s3.getBucketNotificationConfiguration(request -> request.bucket(cloud.bucket()));
    s3.putBucketNotificationConfiguration(
        request ->
            request
                .bucket(cloud.bucket())
                .notificationConfiguration(NotificationConfiguration.builder().build()));
    try {
      change.run();
    } finally {
      s3.putBucketNotificationConfiguration(
          request ->
              request
                  .bucket(cloud.bucket())
                  .notificationConfiguration(
                      NotificationConfiguration.builder()
                          .queueConfigurations(rules.queueConfigurations())
                          .build()));
    }
  }

  private static void delete(String id, String operation) {
    deployment
        .dynamoDb()
        .deleteItem(request -> request.tableName(deployment.table()).key(key(id, operation)));
  }

  private static Map<String, AttributeValue> key(String id, String operation) {
    return Map.of("id", AttributeValue.fromS(id), "operation", AttributeValue.fromS(operation));
  }

  private static AwsEndpoint access() {
    return AwsEndpoint.of(
        cloud.cloud().endpoint(),
        cloud.cloud().homeRegion(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  private static final class Heard implements AuditListener {
    private final List<AuditFinding> findings = new ArrayList<>();

    @Override
    public void found(AuditFinding finding) {
      findings.add(finding);
    }

    @Override
    public void progress(Map<AuditCount, Long> counts) {}
  }

  private SqsDeadLetterQueue queues() {
    return new SqsDeadLetterQueue(
        deployment.sqs(), deployment.queueUrl(), deployment.deadLetterQueueUrl());
  }
}
