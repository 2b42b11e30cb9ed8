package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.analysis.routing.CallSlots;
import io.fanlens.analysis.routing.RoutingStrategy;
import io.fanlens.analysis.routing.WeightedDraw;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.TestPictures;
import io.fanlens.pipeline.queue.QueueMessage;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.DeniedTargets;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.result.ClaimLostException;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultTableUnavailableException;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.QuotaSettings;
import io.fanlens.settings.ResultSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.TargetSettings;
import io.fanlens.settings.Timings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.FaceDetail;

class MessageProcessorTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:05:00Z");
  private static final byte[] JPEG = TestPictures.encode(TestPictures.quarters(100, 100), "jpeg");
  private static final int MAX_ATTEMPTS = 3;

  private final FakeRows rows = new FakeRows();
  private final FakeQueue queue = new FakeQueue();
  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> reported = new ArrayList<>();
  private final PictureEvents events =
      new PictureEvents() {
        @Override
        public void took(Step step, Duration time) {
          reported.add(step.name());
        }

        @Override
        public void ended(Operation operation, Outcome outcome) {
          reported.add(outcome.getClass().getSimpleName());
        }
      };
  private Pictures pictures = new FakePictures(JPEG);
  private ReferenceSource references =
      (known, bucket, key) -> Optional.of(new ReferenceSource.Stored("e1", JPEG));
  private OperationsByPrefix prefixes = OperationsByPrefix.ALL;
  private ResultSettings results = ResultSettings.PLAIN;
  private Duration slept = Duration.ZERO;
  private CallProblem problem;
  private NoCapacity full;
  private int faces = 2;
  private Instant now = NOW;

  @Test
  void shouldAcknowledgeOnlyWhenTheRowIsThere() {
    assertTrue(process(put("a.jpg", "01")));
    Map<String, AttributeValue> row = row("a.jpg");
    assertEquals("SUCCEEDED", row.get("status").s());
    assertEquals("a.jpg", row.get("id").s());
    assertEquals("DetectFaces", row.get("operation").s());
    assertEquals(2, row.get("FaceDetails").l().size());
    assertEquals("2", row.get("count").n());
    assertEquals("us-east-1", row.get("region").s());
    assertEquals("1", row.get("attempts").n());
    assertEquals("JPEG", row.get("sent").m().get("format").s());
    assertEquals("2026-01-02T03:04:05.678Z", row.get("uploadedAt").s());
    assertEquals("2026-01-02T03:05:00.000Z", row.get("finishedAt").s());
  }

  @Test
  void shouldReportTheStepsAndOutcomeOfAPicture() {
    process(put("a.jpg", "01"));
    assertEquals(List.of("HEAD", "STORE", "Done"), reported);
    process(put("a.jpg", "01"));
    assertEquals(List.of("HEAD", "STORE", "Done", "Gone"), reported, "nothing is done twice");
    reported.clear();
    pictures = new FakePictures(TestPictures.encode(TestPictures.quarters(100, 100), "bmp"));
    process(put("b.bmp", "01"));
    assertEquals(List.of("HEAD", "CONVERT", "STORE", "Done"), reported);
    reported.clear();
    pictures = new FakePictures(TestPictures.encode(TestPictures.quarters(400, 300), "bmp"));
    process(put("c.bmp", "01"));
    assertEquals(List.of("HEAD", "FETCH", "CONVERT", "STORE", "Done"), reported, "over 64 KB");
  }

  @Test
  void shouldWriteAPictureWithoutFacesAsSucceeded() {
    faces = 0;
    assertTrue(process(put("a.jpg", "01")));
    assertEquals("SUCCEEDED", row("a.jpg").get("status").s());
    assertTrue(row("a.jpg").get("FaceDetails").hasL());
    assertEquals("0", row("a.jpg").get("count").n());
  }

  @Test
  void shouldProcessEveryRecordOfAMessage() {
    assertTrue(process(put("a.jpg", "01"), put("b.jpg", "02"), put("c.jpg", "03")));
    assertEquals(3, rows.size());
    assertEquals(3, calls.get());
  }

  @Test
  void shouldPayOnceForADuplicate() {
    assertTrue(process(put("a.jpg", "01")));
    assertTrue(process(put("a.jpg", "01")));
    assertEquals(1, calls.get());
  }

  @Test
  void shouldNotLetAnOlderEventOverwriteANewerResult() {
    assertTrue(process(put("a.jpg", "02")));
    assertTrue(process(put("a.jpg", "01")));
    assertEquals(1, calls.get());
    assertTrue(row("a.jpg").get("sequencer").s().startsWith("02"));
  }

  @Test
  void shouldIgnoreFolderMarkersAndOtherEventTypes() {
    assertTrue(process(Events.record("ObjectCreated:Put", "folder/", "01", 0)));
    assertTrue(process(Events.record("ObjectTagging:Put", "a.jpg", "01")));
    assertEquals(0, rows.size());
    assertEquals(0, calls.get());
  }

  @Test
  void shouldRemoveTheRowOfARemovedPicture() {
    process(put("a.jpg", "01"));
    assertTrue(process(Events.record("ObjectRemoved:Delete", "a.jpg", "02")));
    assertNull(row("a.jpg"));
  }

  @Test
  void shouldRunOnlyTheOperationsOfTheKeysPrefix() {
    prefixes =
        new OperationsByPrefix(
            Map.of(
                "", List.of(),
                "badges/", List.of(Operation.DETECT_FACES),
                "all/", List.of(Operation.DETECT_FACES, Operation.DETECT_TEXT)));
    for (String key : List.of("badges/a.jpg", "all/a.jpg", "a.jpg")) {
      assertTrue(
          processor(Operation.DETECT_FACES, Operation.DETECT_TEXT)
              .process(message(1, put(key, "01")), NOW.plusSeconds(60)));
    }
    assertEquals(3, rows.size());
    assertNull(rows.finished("badges/a.jpg", Operation.DETECT_TEXT));
    assertEquals(
        List.of("HEAD", "STORE", "Done"), reported.subList(0, 3), "one operation under badges/");
  }

  @Test
  void shouldRemoveTheRowsOfOperationsThatAreNoLongerConfigured() {
    processor(Operation.DETECT_TEXT).process(message(1, put("a.jpg", "01")), NOW.plusSeconds(60));
    assertEquals(1, rows.size());
    prefixes = new OperationsByPrefix(Map.of("", List.of()));
    assertTrue(process(Events.record("ObjectRemoved:Delete", "a.jpg", "02")));
    assertEquals(0, rows.size());
  }

  @Test
  void shouldKeepTheRowOfARemovedPictureIfConfigured() {
    results = new ResultSettings("", ResultSettings.LARGEST_ROW_BYTES, 0, false, false);
    process(put("a.jpg", "01"));
    rows.failWith(new IllegalStateException("nothing may be read from the table"));
    assertTrue(process(Events.record("ObjectRemoved:Delete", "a.jpg", "02")));
    assertEquals("SUCCEEDED", row("a.jpg").get("status").s());
  }

  @Test
  void shouldRequeueARemovalWhenTheTableIsUnavailable() {
    process(put("a.jpg", "01"));
    rows.failRemovals(
        new ResultTableUnavailableException(new IllegalStateException("unavailable")));
    assertFalse(process(Events.record("ObjectRemoved:Delete", "a.jpg", "02")));
    assertEquals(1, queue.requeued.size());
  }

  @Test
  void shouldProcessEventsFromEventBridge() {
    MessageProcessor processor = processor();
    String created = BridgeEvents.created("a b+c.jpg", "01");
    assertTrue(
        processor.process(
            new QueueMessage("m", "r", created, 1, NOW.minusSeconds(10)), NOW.plusSeconds(60)));
    assertEquals("SUCCEEDED", row("a b+c.jpg").get("status").s());
    String deleted = BridgeEvents.deleted("a b+c.jpg", "02");
    assertTrue(
        processor.process(
            new QueueMessage("m", "r", deleted, 1, NOW.minusSeconds(10)), NOW.plusSeconds(60)));
    assertNull(row("a b+c.jpg"));
  }

  @Test
  void shouldKeepTheRowOfAPictureThatCameBack() {
    process(put("a.jpg", "03"));
    assertTrue(process(Events.record("ObjectRemoved:Delete", "a.jpg", "02")));
    assertEquals("SUCCEEDED", row("a.jpg").get("status").s());
  }

  @Test
  void shouldAcknowledgeAPictureThatIsGone() {
    pictures = failing(new PictureGoneException("removed"));
    assertTrue(process(put("a.jpg", "01")));
    assertEquals(0, rows.size());
    assertEquals(0, calls.get());
  }

  @Test
  void shouldRejectAndAcknowledgeABadPicture() {
    pictures = new FakePictures("no picture".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(process(put("a.jpg", "01")));
    assertEquals("FAILED", row("a.jpg").get("status").s());
    assertEquals("NOT_A_PICTURE", row("a.jpg").get("errorCode").s());
    assertTrue(row("a.jpg").get("errorMessage").s().endsWith("."));
    assertTrue(row("a.jpg").get("failedDayShard").s().startsWith("2026-01-02#"));
    assertEquals(0, calls.get());
    assertEquals(List.of(), queue.deadLetters);
  }

  @Test
  void shouldRejectAPictureThatRekognitionRejects() {
    problem = CallProblem.BAD_PICTURE;
    assertTrue(process(put("a.jpg", "01")));
    assertEquals("FAILED", row("a.jpg").get("status").s());
    assertEquals(1, calls.get());
  }

  @Test
  void shouldRejectAnArchivedPicture() {
    pictures = failing(new BadPictureException(PictureProblem.ARCHIVED, "It is archived."));
    assertTrue(process(put("a.jpg", "01")));
    assertEquals("ARCHIVED", row("a.jpg").get("errorCode").s());
  }

  @Test
  void shouldRequeueWithoutCountingAnAttemptWhenThereIsNoCapacity() {
    problem = CallProblem.THROTTLED;
    for (int receive = 1; receive <= 50; receive++) {
      assertFalse(process(receive, put("a.jpg", "01")));
    }
    assertEquals(50, queue.requeued.size());
    assertEquals(List.of(), queue.deadLetters);
    problem = null;
    assertTrue(process(51, put("a.jpg", "01")));
    assertEquals("1", row("a.jpg").get("attempts").n(), "waiting is no attempt");
  }

  @Test
  void shouldRequeueBeforeClaimingWhenNothingIsFree() {
    full = new NoCapacity(NoCapacity.Reason.BUSY, 30_000_000);
    assertFalse(process(put("a.jpg", "01")));
    assertEquals(List.of(Duration.ofSeconds(30)), queue.requeued);
    assertEquals(0, rows.size(), "no claim, no attempt");
    assertEquals(0, calls.get());
    full = null;
    assertTrue(process(2, put("a.jpg", "01")));
    assertEquals("1", row("a.jpg").get("attempts").n());
  }

  @Test
  void shouldBringAPictureBackForItsTurnHoweverOftenItWaited() {
    full = new NoCapacity(NoCapacity.Reason.BUSY, 7_900_000, true);
    assertFalse(process(9, put("a.jpg", "01")));
    assertEquals(List.of(Duration.ofSeconds(7)), queue.requeued);
  }

  @Test
  void shouldLetAPictureWaitWhenEveryTargetDeniesAccess() {
    problem = CallProblem.DENIED;
    for (int receive = 1; receive <= 2 * MAX_ATTEMPTS; receive++) {
      assertFalse(process(receive, put("a.jpg", "01")));
    }
    assertEquals(List.of(), queue.deadLetters);
  }

  @Test
  void shouldDeadLetterWithItsReasonAfterTheConfiguredAttempts() {
    problem = CallProblem.SERVICE_FAULT;
    assertFalse(process(1, put("a.jpg", "01")));
    assertFalse(process(2, put("a.jpg", "01")));
    assertEquals(List.of(), queue.deadLetters);
    assertTrue(process(3, put("a.jpg", "01")));
    assertEquals(List.of("SERVICE_FAULT"), queue.deadLetters);
    assertEquals("FAILED", row("a.jpg").get("status").s());
    assertEquals("3", row("a.jpg").get("attempts").n());
    assertTrue(row("a.jpg").containsKey("deadLetteredAt"));
  }

  @Test
  void shouldDateTheRowBeforeItsDeadLetterSoThatEveryRedriveIsLater() {
    problem = CallProblem.SERVICE_FAULT;
    queue.whenDeadLettered = () -> now = NOW.plusSeconds(5);
    for (int receive = 1; receive <= MAX_ATTEMPTS; receive++) {
      process(receive, put("a.jpg", "01"));
    }
    assertEquals(Long.toString(NOW.toEpochMilli()), row("a.jpg").get("deadLetteredAt").n());
  }

  @Test
  void shouldRetryADeadLetteredPictureOnlyForALaterMessage() {
    problem = CallProblem.SERVICE_FAULT;
    for (int receive = 1; receive <= MAX_ATTEMPTS; receive++) {
      process(receive, put("a.jpg", "01"));
    }
    problem = null;
    assertTrue(process(4, put("a.jpg", "01")));
    assertEquals("FAILED", row("a.jpg").get("status").s(), "a redelivery keeps its time");
    QueueMessage redriven =
        new QueueMessage("m", "r", Events.message(put("a.jpg", "01")), 1, NOW.plusSeconds(60));
    assertTrue(processor().process(redriven, NOW.plusSeconds(120)));
    assertEquals("SUCCEEDED", row("a.jpg").get("status").s());
  }

  @Test
  void shouldGiveUpAPictureThatKillsItsFunctionEachTime() {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      claimAndDie("a.jpg", "01");
    }
    assertTrue(process(put("a.jpg", "01")));
    assertEquals(List.of("NEVER_ENDED"), queue.deadLetters);
    assertEquals(0, calls.get());
  }

  @Test
  void shouldRequeueWhenTheTableIsUnavailable() {
    rows.failWith(new IllegalStateException("table unavailable"));
    assertFalse(process(put("a.jpg", "01")));
    assertEquals(1, queue.requeued.size());
    assertEquals(0, calls.get());
  }

  @Test
  void shouldProcessOnlyTheRestWhenAMessageIsRedelivered() {
    pictures =
        new FakePictures(
            version -> {
              if (version.key().equals("b.jpg")) {
                throw new IllegalStateException("S3 failed");
              }
              return JPEG;
            });
    assertFalse(process(put("a.jpg", "01"), put("b.jpg", "01")));
    pictures = new FakePictures(JPEG);
    assertTrue(process(put("a.jpg", "01"), put("b.jpg", "01")));
    assertEquals(2, calls.get());
  }

  @Test
  void shouldDeadLetterAnUnreadableMessageAfterTheConfiguredAttempts() {
    QueueMessage first = new QueueMessage("m", "r", "nonsense", 1, NOW);
    assertFalse(processor().process(first, NOW.plusSeconds(60)));
    assertEquals(List.of(), queue.deadLetters);
    assertEquals(
        List.of(Duration.ofSeconds(3)), queue.requeued, "the least of 5 s and what is random");
    QueueMessage last = new QueueMessage("m", "r", "nonsense", MAX_ATTEMPTS, NOW);
    assertTrue(processor().process(last, NOW.plusSeconds(60)));
    assertEquals(List.of("UNREADABLE_MESSAGE"), queue.deadLetters);
    assertEquals(1, queue.requeued.size());
  }

  @Test
  void shouldFetchAPictureOnceForAllOperations() {
    FakePictures counted = new FakePictures(JPEG);
    pictures = counted;
    assertTrue(
        processor(Operation.DETECT_FACES, Operation.DETECT_LABELS)
            .process(message(1, put("a.jpg", "01")), NOW.plusSeconds(60)));
    assertEquals(2, calls.get());
    assertEquals(1, counted.heads);
    assertEquals(0, counted.wholes);
    assertEquals(2, rows.size());
  }

  private static Pictures failing(Exception failure) {
    return new Pictures() {
      @Override
      public FileHead head(PictureVersion version)
          throws PictureGoneException, BadPictureException {
        switch (failure) {
          case PictureGoneException gone -> throw gone;
          case BadPictureException bad -> throw bad;
          default -> throw new IllegalStateException(failure);
        }
      }

      @Override
      public byte[] whole(PictureVersion version, FileHead head) {
        throw new AssertionError("its head was refused");
      }

      @Override
      public boolean isCurrent(PictureVersion version, Duration timeout) {
        return false;
      }
    };
  }

  @Test
  void shouldNotPayAgainWhenTheTableIsBrieflyUnavailableAfterTheAnswer() {
    rows.failFinishes(
        4, new ResultTableUnavailableException(new IllegalStateException("unavailable")));
    assertTrue(process(put("a.jpg", "01")));
    assertEquals("SUCCEEDED", row("a.jpg").get("status").s());
    assertEquals(1, calls.get());
    assertEquals(Duration.ofSeconds(3), slept);
  }

  @Test
  void shouldNotGiveUpWhenOnlyTheWriteOfTheLastAttemptIsInDoubt() {
    for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      claimAndDie("a.jpg", "01");
    }
    rows.failFinishes(
        1000, new ResultTableUnavailableException(new IllegalStateException("unavailable")));
    assertFalse(process(put("a.jpg", "01")));
    assertEquals(List.of(), queue.deadLetters);
  }

  @Test
  void shouldSendNoCallThatCouldOutliveItsClaim() {
    Duration callAndStore = Timings.DEFAULTS.call().plus(Timings.DEFAULTS.store());
    QueueMessage message = message(1, put("a.jpg", "01"));
    assertFalse(processor().process(message, NOW.plus(callAndStore).minusMillis(1)));
    assertEquals(0, calls.get());
    assertEquals(1, queue.requeued.size());
    assertTrue(processor().process(message, NOW.plus(callAndStore)));
    assertEquals(1, calls.get());
  }

  @Test
  void shouldSendNoObjectWhoseAnswerCouldNotBeConfirmedInTime() {
    pictures = new FakePictures(Arrays.copyOf(JPEG, 1_000_000));
    Timings timings = Timings.DEFAULTS;
    Duration needed = timings.call().plus(timings.confirm()).plus(timings.store());
    QueueMessage message = message(1, put("a.jpg", "01"));
    assertFalse(processor().process(message, NOW.plus(needed).minusMillis(1)));
    assertEquals(0, calls.get());
    assertTrue(processor().process(message, NOW.plus(needed)));
    assertEquals(1, calls.get());
    assertEquals("S3Object", row("a.jpg").get("sent").m().get("via").s());
  }

  @Test
  void shouldNotAcknowledgeWhatAnotherWorkerHasTakenOver() {
    rows.failFinishes(1, new ClaimLostException());
    assertFalse(process(put("a.jpg", "01")));
    assertEquals(1, queue.requeued.size());
  }

  @Test
  void shouldLeaveNoRowOfAPictureThatIsRemovedBetweenTwoOperations() {
    FakePictures removed = new FakePictures(JPEG);
    removed.current = false;
    pictures = removed;
    assertTrue(
        processor(Operation.DETECT_FACES, Operation.DETECT_LABELS)
            .process(message(1, put("a.jpg", "01")), NOW.plusSeconds(60)));
    assertEquals(1, removed.reads, "not after the fetch itself");
    assertEquals(1, calls.get());
    assertNull(rows.finished("a.jpg", Operation.DETECT_LABELS));
  }

  private void claimAndDie(String key, String sequencer) {
    try {
      PictureEvent event = EventReader.read(Events.message(put(key, sequencer))).getFirst();
      rows.at(NOW);
      rows.claim(event.version(), Operation.DETECT_FACES, NOW.minusSeconds(1), NOW);
    } catch (UnreadableMessageException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, AttributeValue> row(String key) {
    return rows.finished(key, Operation.DETECT_FACES);
  }

  @Test
  void shouldRecordTheReferencePicture() {
    assertTrue(
        processor(Operation.COMPARE_FACES)
            .process(message(1, put("a.jpg", "01")), NOW.plusSeconds(60)));
    Map<String, AttributeValue> row = rows.finished("a.jpg", Operation.COMPARE_FACES);
    assertEquals("SUCCEEDED", row.get("status").s());
    assertEquals("faces/me.jpg", row.get("reference").m().get("key").s());
    assertEquals("e1", row.get("reference").m().get("eTag").s());
  }

  @Test
  void shouldGiveUpAComparisonWithoutReferenceAndNothingElse() {
    references =
        (known, bucket, key) -> {
          throw new BadReferenceException("no reference picture 'faces/me.jpg'; upload one");
        };
    MessageProcessor processor = processor(Operation.DETECT_FACES, Operation.COMPARE_FACES);
    for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      assertFalse(processor.process(message(attempt, put("a.jpg", "01")), NOW.plusSeconds(60)));
    }
    assertEquals(List.of(), queue.deadLetters);
    assertTrue(processor.process(message(MAX_ATTEMPTS, put("a.jpg", "01")), NOW.plusSeconds(60)));

    assertEquals(List.of("BAD_REFERENCE"), queue.deadLetters);
    Map<String, AttributeValue> row = rows.finished("a.jpg", Operation.COMPARE_FACES);
    assertEquals("FAILED", row.get("status").s());
    assertTrue(row.get("errorMessage").s().contains("'faces/me.jpg'; upload one"));
    assertTrue(row.containsKey("deadLetteredAt"));
    assertEquals("SUCCEEDED", row("a.jpg").get("status").s());
    assertEquals(1, calls.get());
  }

  private boolean process(String... records) {
    return process(1, records);
  }

  private boolean process(int receives, String... records) {
    return processor().process(message(receives, records), NOW.plusSeconds(60));
  }

  private static QueueMessage message(int receives, String... records) {
    return new QueueMessage("m", "r", Events.message(records), receives, NOW.minusSeconds(10));
  }

  private static String put(String key, String sequencer) {
    return Events.record("ObjectCreated:Put", key, sequencer);
  }

  private MessageProcessor processor(Operation... operations) {
    List<TargetSettings> target = List.of(new TargetSettings("us-east-1", 100, 1));
    List<OperationSettings> configured = new ArrayList<>();
    for (Operation operation :
        operations.length == 0 ? new Operation[] {Operation.DETECT_FACES} : operations) {
      configured.add(
          new OperationSettings(
              operation,
              operation == Operation.COMPARE_FACES ? Map.of("sourceKey", "faces/me.jpg") : Map.of(),
              target));
    }
    Settings settings =
        new Settings(
            "us-east-1",
            "table",
            "queue",
            "dead",
            configured,
            List.of(),
            prefixes,
            new QuotaSettings(QuotaChoice.DRAW, "quota", 1, 0),
            MAX_ATTEMPTS,
            1_000_000,
            Timings.DEFAULTS,
            results);
    Analyzer analyzer =
        new Analyzer(
            (operation, picture, calls) -> answer(),
            new MaybeFull(
                new WeightedDraw(
                    new WeightedChoice(new Random(1)), new DeniedTargets(() -> NOW), () -> NOW)),
            () -> NOW,
            () -> 0L);
    return new MessageProcessor(
        settings,
        pictures,
        references,
        rows,
        analyzer,
        queue,
        () -> now,
        () -> 0L,
        time -> {
          slept = slept.plus(time);
          now = now.plus(time);
        },
        events);
  }

  private SdkPojo answer() throws CallFailedException {
    calls.incrementAndGet();
    if (problem != null) {
      throw new CallFailedException(problem, problem.name(), "injected", null);
    }
    FaceDetail[] details = new FaceDetail[faces];
    Arrays.fill(details, FaceDetail.builder().confidence(99f).build());
    return DetectFacesResponse.builder().faceDetails(details).build();
  }

  /** Draws targets, unless the test declares all full. */
  private final class MaybeFull implements RoutingStrategy {

    private final RoutingStrategy draw;

    MaybeFull(RoutingStrategy draw) {
      this.draw = draw;
    }

    @Override
    public CallSlots slots(Operation operation, List<TargetSettings> targets, Instant lastStart) {
      return draw.slots(operation, targets, lastStart);
    }

    @Override
    public Optional<NoCapacity> knownToBeFull(Operation operation) {
      return Optional.ofNullable(full);
    }
  }
}
