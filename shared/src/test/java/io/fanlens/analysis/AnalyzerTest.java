package io.fanlens.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.analysis.routing.CallSlot;
import io.fanlens.analysis.routing.CallSlots;
import io.fanlens.analysis.routing.RoutingStrategy;
import io.fanlens.analysis.routing.WeightedDraw;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.SentPicture;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.DeniedTargets;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;

class AnalyzerTest {

  private static final ImageOperation FACES =
      ImageOperations.of(
          OperationSettings.ofDefaults(Operation.DETECT_FACES, Map.of(), "us-east-1"),
          References.NONE);
  private static final List<TargetSettings> TARGETS =
      List.of(
          new TargetSettings("us-east-1", 100, 100),
          new TargetSettings("us-east-2", 25, 25),
          new TargetSettings("us-west-2", 100, 100));

  /** Every random wait is zero, so that no test waits; draws stay random. */
  private static final RandomGenerator NO_WAIT = () -> 0L;

  private final FakeRegions regions = new FakeRegions();
  private final FakePicture picture = new FakePicture();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private final Analyzer analyzer =
      new Analyzer(
          regions,
          new WeightedDraw(
              new WeightedChoice(new Random(3)), new DeniedTargets(() -> now), () -> now),
          () -> now,
          NO_WAIT);

  @Test
  void shouldCallOnceWhenTheServiceAnswers() throws Exception {
    Answer answer = analyze();
    assertEquals(1, answer.calls());
    assertEquals(regions.called, List.of(answer.region()));
  }

  @Test
  void shouldTryEachOtherRegionBeforeAThrottledOneAgain() throws Exception {
    regions.failNext("us-east-1", CallProblem.THROTTLED, 1);
    regions.failNext("us-east-2", CallProblem.THROTTLED, 1);
    regions.failNext("us-west-2", CallProblem.THROTTLED, 1);
    Answer answer = analyze();
    assertEquals(4, answer.calls());
    assertEquals(
        3,
        new HashSet<>(regions.called.subList(0, 3)).size(),
        "each Region once: " + regions.called);
  }

  @Test
  void shouldFailOverFromAnUnhealthyRegion() throws Exception {
    regions.failNext("us-east-1", CallProblem.SERVICE_FAULT, 1_000);
    regions.failNext("us-west-2", CallProblem.SERVICE_FAULT, 1_000);
    assertEquals("us-east-2", analyze().region());
  }

  @Test
  void shouldNotRetryABadPicture() {
    TARGETS.forEach(t -> regions.failNext(t.region(), CallProblem.BAD_PICTURE, 1));
    assertEquals(CallProblem.BAD_PICTURE, failure().problem());
    assertEquals(1, regions.called.size());
  }

  @Test
  void shouldSkipARegionThatDeniedAccess() throws Exception {
    regions.failNext("us-east-1", CallProblem.DENIED, 1_000);
    regions.failNext("us-west-2", CallProblem.DENIED, 1_000);
    for (int i = 0; i < 20; i++) {
      assertEquals("us-east-2", analyze().region());
    }
    assertEquals(22, regions.called.size(), "each denying Region was called once");
    now = now.plus(Duration.ofMinutes(11));
    for (int i = 0; i < 20; i++) {
      analyze();
    }
    assertEquals(44, regions.called.size(), "and once more after ten minutes");
  }

  @Test
  void shouldReportThatEveryRegionDeniesAccess() {
    TARGETS.forEach(t -> regions.failNext(t.region(), CallProblem.DENIED, 1_000));
    assertEquals(CallProblem.DENIED, failure().problem());
    assertEquals(3, regions.called.size());
    assertEquals("ALL_TARGETS_DENIED", failure().code());
    assertEquals(3, regions.called.size());
  }

  @Test
  void shouldGiveUpAfterFourRounds() {
    TARGETS.forEach(t -> regions.failNext(t.region(), CallProblem.THROTTLED, 1_000));
    assertEquals(CallProblem.THROTTLED, failure().problem());
    assertEquals(12, regions.called.size());
  }

  @Test
  void shouldSendNoCallThatCouldNotBeFinishedInTime() {
    regions.failNext("us-east-1", CallProblem.THROTTLED, 1_000);
    regions.failNext("us-east-2", CallProblem.THROTTLED, 1_000);
    regions.failNext("us-west-2", CallProblem.THROTTLED, 1_000);
    regions.callTakes = Duration.ofSeconds(4);
    Instant lastStart = now.plusSeconds(10);
    assertThrows(
        CallFailedException.class, () -> analyzer.analyze(FACES, picture, TARGETS, lastStart));
    assertEquals(3, regions.called.size(), "started at 0, 4 and 8 s, not at 12 s");
    assertTrue(now.isAfter(lastStart));
  }

  @Test
  void shouldSendTheBytesToTheSameTargetWhenItRefusesTheObject() throws Exception {
    List<TargetSettings> home = TARGETS.subList(0, 1);
    picture.readingObjects.add(home.getFirst().target());
    regions.failNext("us-east-1", CallProblem.OBJECT_REFUSED, 1);
    Answer answer = analyzer.analyze(FACES, picture, home, now.plusSeconds(60));
    assertEquals(2, answer.calls());
    assertEquals(List.of(FakePicture.OBJECT, FakePicture.BYTES), regions.sent);
    assertEquals(FakePicture.BYTES, answer.sent());
  }

  @Test
  void shouldNotSendAgainWhenTheFunctionsOwnTimeRanOut() {
    TARGETS.forEach(t -> regions.failNext(t.region(), CallProblem.INTERRUPTED, 1));
    assertEquals(CallProblem.INTERRUPTED, failure().problem());
    assertEquals(1, regions.called.size());
  }

  @Test
  void shouldSendAtTheLastMomentButNotAfterIt() throws Exception {
    assertEquals(1, analyzer.analyze(FACES, picture, TARGETS, now).calls());
    CallFailedException late =
        assertThrows(
            CallFailedException.class,
            () -> analyzer.analyze(FACES, picture, TARGETS, now.minusNanos(1)));
    assertEquals("OUT_OF_TIME", late.code());
    assertEquals(1, regions.called.size());
  }

  @Test
  void shouldTryAnotherRegionUpToTheLastMoment() throws Exception {
    TARGETS.forEach(t -> regions.failNext(t.region(), CallProblem.SERVICE_FAULT, 1));
    regions.callTakes = Duration.ofSeconds(4);
    assertThrows(
        CallFailedException.class,
        () -> analyzer.analyze(FACES, picture, TARGETS, now.plusSeconds(4)));
    assertEquals(2, regions.called.size(), "started at 0 and 4 s");
  }

  @Test
  void shouldTellHowLongTheAnsweredCallTook() throws Exception {
    regions.callTakes = Duration.ofMillis(350);
    assertEquals(Duration.ofMillis(350), analyze().latency());
  }

  @Test
  void shouldSendNothingWhenInterruptedBefore() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, this::analyze);
    assertEquals(List.of(), regions.called);
  }

  @Test
  void shouldDropAnAnswerAboutAPictureThatWasReplaced() {
    picture.replaced = true;
    assertThrows(PictureGoneException.class, this::analyze);
    assertEquals(1, regions.called.size());
  }

  @Test
  void shouldDropARefusalOfAPictureThatWasReplaced() {
    picture.replaced = true;
    TARGETS.forEach(t -> regions.failNext(t.region(), CallProblem.BAD_PICTURE, 1));
    assertThrows(PictureGoneException.class, this::analyze);
    assertEquals(1, regions.called.size());
  }

  @Test
  void shouldReportTheFaultWhenNoOtherCallCanFollow() {
    regions.failNext("us-east-1", CallProblem.SERVICE_FAULT, 1);
    CallFailedException fault = assertThrows(CallFailedException.class, () -> analyzeWithSlots(1));
    assertEquals(CallProblem.SERVICE_FAULT, fault.problem(), "it was an attempt");
    assertEquals("SERVICE_FAULT", fault.code());
    assertEquals("injected", fault.getMessage());
    assertInstanceOf(NoCapacityException.class, fault.getCause().getSuppressed()[0]);
    assertEquals(1, regions.called.size());
  }

  @Test
  void shouldReportAFaultThatAThrottledCallFollowed() {
    regions.failNext("us-east-1", CallProblem.SERVICE_FAULT, 1);
    regions.failNext("us-east-1", CallProblem.THROTTLED, 1);
    CallFailedException fault = assertThrows(CallFailedException.class, () -> analyzeWithSlots(2));
    assertEquals(CallProblem.SERVICE_FAULT, fault.problem(), "it was an attempt all the same");
    assertEquals(2, regions.called.size());
  }

  @Test
  void shouldLetThePictureWaitWhenItsOnlyCallWasThrottled() {
    regions.failNext("us-east-1", CallProblem.THROTTLED, 1);
    NoCapacityException none = assertThrows(NoCapacityException.class, () -> analyzeWithSlots(1));
    assertEquals(NoCapacity.Reason.BUSY, none.reason());
    assertEquals(1, regions.called.size());
  }

  @Test
  void shouldLetThePictureWaitWhenNoCallCanBeMadeAtAll() {
    assertThrows(NoCapacityException.class, () -> analyzeWithSlots(0));
    assertEquals(List.of(), regions.called);
  }

  /** With capacity for this many calls, all to one Region. */
  private Answer analyzeWithSlots(int calls) throws Exception {
    List<TargetSettings> one = TARGETS.subList(0, 1);
    RoutingStrategy plenty =
        new WeightedDraw(
            new WeightedChoice(new Random(3)), new DeniedTargets(() -> now), () -> now);
    RoutingStrategy limited =
        (operation, targets, lastStart) -> {
          CallSlots slots = plenty.slots(operation, targets, lastStart);
          return new CallSlots() {
            private int left = calls;

            @Override
            public CallSlot next()
                throws CallFailedException, NoCapacityException, InterruptedException {
              if (left-- == 0) {
                throw new NoCapacityException(
                    operation.apiName(), new NoCapacity(NoCapacity.Reason.BUSY, 0));
              }
              return slots.next();
            }

            @Override
            public boolean isAnotherLeft() {
              return slots.isAnotherLeft();
            }
          };
        };
    return new Analyzer(regions, limited, () -> now, NO_WAIT)
        .analyze(FACES, picture, one, now.plusSeconds(60));
  }

  private Answer analyze() throws Exception {
    return analyzer.analyze(FACES, picture, TARGETS, now.plusSeconds(60));
  }

  private CallFailedException failure() {
    return assertThrows(CallFailedException.class, this::analyze);
  }

  /** Regions that answer unless a failure is injected. */
  private final class FakeRegions implements TargetCall {

    private final List<String> called = new ArrayList<>();
    private final List<SentPicture> sent = new ArrayList<>();
    private final Map<String, Deque<CallProblem>> failures = new HashMap<>();
    private Duration callTakes = Duration.ZERO;

    void failNext(String region, CallProblem problem, int times) {
      failures
          .computeIfAbsent(region, r -> new ArrayDeque<>())
          .addAll(Collections.nCopies(times, problem));
    }

    @Override
    public SdkPojo send(ImageOperation operation, SentPicture sent, Target target)
        throws CallFailedException {
      String region = target.region();
      called.add(region);
      this.sent.add(sent);
      now = now.plus(callTakes);
      CallProblem problem = failures.getOrDefault(region, new ArrayDeque<>()).poll();
      if (problem != null) {
        throw new CallFailedException(problem, problem.name(), "injected", null);
      }
      return DetectFacesResponse.builder().build();
    }
  }
}
