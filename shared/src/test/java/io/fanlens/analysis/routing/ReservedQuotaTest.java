package io.fanlens.analysis.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.Answer;
import io.fanlens.analysis.FakePicture;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.picture.SentPicture;
import io.fanlens.quota.BreakerState;
import io.fanlens.quota.CallCounts;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.quota.reservation.Permit;
import io.fanlens.quota.reservation.Permits;
import io.fanlens.quota.reservation.QuotaEvents;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;

class ReservedQuotaTest {

  private static final String GROUP = "DetectFaces#home";
  private static final Target VIRGINIA = Target.home("us-east-1");
  private static final OperationSettings SETTINGS =
      new OperationSettings(
          Operation.DETECT_FACES,
          Map.of(),
          List.of(
              new TargetSettings("us-east-1", 10, 10), new TargetSettings("us-west-2", 10, 10)));
  private static final ImageOperation FACES = ImageOperations.of(SETTINGS, References.NONE);

  private final FakePicture picture = new FakePicture();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final MemoryQuotaTable table = new MemoryQuotaTable(() -> now);
  private final List<String> tableCalls = new ArrayList<>();
  private Runnable tableCalled = () -> {};
  private final List<Target> calls = new ArrayList<>();
  private final List<Instant> starts = new ArrayList<>();
  private final Map<CallProblem, Target> problems = new EnumMap<>(CallProblem.class);
  private final List<NoCapacity.Reason> refused = new ArrayList<>();
  private final List<Thread> watches = new CopyOnWriteArrayList<>();
  private final CountDownLatch watched = new CountDownLatch(1);
  private final List<String> outcomes = new ArrayList<>();
  private final ReservedQuota routing = new ReservedQuota(operation -> permits());
  private final Analyzer analyzer = new Analyzer(this::call, routing, () -> now, () -> 0L);

  @Test
  void shouldStartCallsNoFasterThanTheQuotas() throws Exception {
    for (int i = 0; i < 41; i++) {
      analyze();
    }
    Duration taken = Duration.between(starts.getFirst(), starts.getLast());
    assertTrue(taken.toMillis() >= 1_900, "41 calls at 20 a second took " + taken);
  }

  @Test
  void shouldNeedOneReadAndOneReservationForASinglePicture() throws Exception {
    analyze();
    assertEquals(List.of("read", "Restart"), tableCalls);
    now = now.plusSeconds(60);
    analyze();
    assertEquals(List.of("read", "Restart", "read", "Restart"), tableCalls);
  }

  @Test
  void shouldUseAnotherTargetWhenOneIsThrottledAndCutItsRate() throws Exception {
    problems.put(CallProblem.THROTTLED, VIRGINIA);
    for (int i = 0; i < 10; i++) {
      assertEquals("us-west-2", analyze().region());
    }
    assertTrue(
        table.read(GROUP).state(VIRGINIA).rate().interval() > 0, "the rate is cut for all workers");
  }

  @Test
  void shouldStartATargetSlowlyThatWasRampedTooFast() throws Exception {
    problems.put(CallProblem.RAMPED_TOO_FAST, VIRGINIA);
    for (int i = 0; i < 10 && !calls.contains(VIRGINIA); i++) {
      analyze();
    }
    assertTrue(table.read(GROUP).state(VIRGINIA).ramp().length() > 0);
  }

  @Test
  void shouldOpenTheBreakerOfAnUnhealthyTarget() throws Exception {
    problems.put(CallProblem.SERVICE_FAULT, VIRGINIA);
    for (int i = 0; i < 20; i++) {
      assertEquals("us-west-2", analyze().region());
    }
    assertTrue(table.read(GROUP).state(VIRGINIA).isOpen());
    long toVirginia = calls.stream().filter(VIRGINIA::equals).count();
    assertTrue(toVirginia >= 5 && toVirginia <= 7, toVirginia + " calls to it");
  }

  @Test
  void shouldNotCountABadPictureAsAFault() {
    problems.put(CallProblem.BAD_PICTURE, null);
    for (int i = 0; i < 20; i++) {
      CallFailedException failure = assertThrows(CallFailedException.class, this::analyze);
      assertEquals(CallProblem.BAD_PICTURE, failure.problem());
    }
    assertEquals(20, calls.size());
    assertFalse(table.read(GROUP).states().values().stream().anyMatch(TargetState::isOpen));
  }

  @Test
  void shouldLetPicturesWaitWhenEveryTargetDeniesAccess() throws Exception {
    problems.put(CallProblem.DENIED, null);
    assertThrows(NoCapacityException.class, this::analyze);
    assertEquals(2, calls.size());
    assertEquals(
        NoCapacity.Reason.ALL_DENIED,
        routing.knownToBeFull(Operation.DETECT_FACES).orElseThrow().reason());
  }

  @Test
  void shouldCountAnAttemptWhenACallFailedThoughNoneCanFollow() {
    problems.put(CallProblem.SERVICE_FAULT, null);
    CallFailedException failure = assertThrows(CallFailedException.class, this::analyze);
    assertEquals(CallProblem.SERVICE_FAULT, failure.problem());
  }

  @Test
  void shouldSendNothingWhenAllTargetsAreFull() throws Exception {
    Instant later = now.plusSeconds(3);
    for (TargetSettings target : SETTINGS.targets()) {
      table.put(GROUP, target.target(), tat(later));
    }
    NoCapacityException none =
        assertThrows(
            NoCapacityException.class,
            () -> analyzer.analyze(FACES, picture, SETTINGS.targets(), now.plusSeconds(1)));
    assertTrue(none.retryAfter().toMillis() <= 3_000);
    assertEquals(List.of(), calls);
    assertEquals(
        NoCapacity.Reason.BUSY,
        routing.knownToBeFull(Operation.DETECT_FACES).orElseThrow().reason());
  }

  @Test
  void shouldReturnThePermitWhenInterrupted() throws Exception {
    for (TargetSettings target : SETTINGS.targets()) {
      table.put(GROUP, target.target(), tat(now.plusMillis(500)));
    }
    CountDownLatch waiting = new CountDownLatch(1);
    Permits sleepy =
        new Permits(
            QuotaPool.of(SETTINGS),
            table,
            QuotaRules.DEFAULTS,
            1,
            "me",
            () -> now,
            time -> {
              waiting.countDown();
              new CountDownLatch(1).await();
            },
            new Random(1),
            QuotaEvents.NONE);
    AtomicReference<Exception> end = new AtomicReference<>();
    Analyzer interrupted =
        new Analyzer(this::call, new ReservedQuota(o -> sleepy), () -> now, () -> 0L);
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    interrupted.analyze(FACES, picture, SETTINGS.targets(), now.plusSeconds(60));
                  } catch (Exception e) {
                    end.set(e);
                  }
                });
    waiting.await();
    thread.interrupt();
    thread.join();
    assertTrue(end.get() instanceof InterruptedException, () -> "" + end.get());
    for (TargetSettings target : SETTINGS.targets()) {
      assertEquals(Micros.of(now.plusMillis(500)), table.read(GROUP).state(target.target()).tat());
    }
    assertEquals(List.of(), calls);
  }

  @Test
  void shouldFetchWhileWaitingForTheStartTime() throws Exception {
    reserve(Duration.ofMillis(400));
    picture.preparation = () -> now = now.plusMillis(450);
    analyze();
    assertEquals(List.of("read", "Append"), tableCalls, "50 ms after its time is still in time");
  }

  @Test
  void shouldReserveAgainWhenFetchingMissedTheStartTime() throws Exception {
    reserve(Duration.ofMillis(400));
    picture.preparation = () -> now = now.plusMillis(600);
    Instant begin = now;
    analyze();
    assertEquals(1, starts.size());
    assertTrue(Duration.between(begin, starts.getFirst()).toMillis() >= 600);
    assertEquals(
        2, tableCalls.stream().filter(call -> !call.equals("read")).count(), () -> "" + tableCalls);
  }

  @Test
  void shouldHoldNoStartTimeWhileAPictureIsConverted() throws Exception {
    reserve(Duration.ofMillis(400));
    picture.mustBeConverted = true;
    List<TargetState> meanwhile = new ArrayList<>();
    picture.preparation =
        () -> {
          SETTINGS.targets().forEach(t -> meanwhile.add(table.read(GROUP).state(t.target())));
          now = now.plusSeconds(2);
        };
    Instant reserved = now.plusMillis(400);
    analyze();
    assertEquals(2, meanwhile.size());
    meanwhile.forEach(state -> assertEquals(Micros.of(reserved), state.tat()));
    assertEquals(1, starts.size());
    assertTrue(tableCalls.contains("GiveBack"), () -> "" + tableCalls);
  }

  @Test
  void shouldReturnTheStartTimeWhenThePictureCannotBeFetched() {
    reserve(Duration.ofMillis(400));
    Instant reserved = now.plusMillis(400);
    picture.preparation =
        () -> {
          throw new IllegalStateException("S3 failed");
        };
    assertThrows(IllegalStateException.class, this::analyze);
    SETTINGS
        .targets()
        .forEach(t -> assertEquals(Micros.of(reserved), table.read(GROUP).state(t.target()).tat()));
    assertEquals(List.of(), calls);
  }

  @Test
  void shouldProbeWithAPictureThatMustBeFetchedFirst() throws Exception {
    open(SETTINGS.targets().getFirst().target());
    picture.preparation = () -> now = now.plusMillis(150);
    assertEquals("us-east-1", analyze().region());
    assertFalse(table.read(GROUP).state(VIRGINIA).isOpen());
    assertEquals(List.of("read", "Probe", "Close"), tableCalls);
  }

  @Test
  void shouldProbeOnceThePictureIsConverted() throws Exception {
    open(VIRGINIA);
    picture.mustBeConverted = true;
    List<TargetState> meanwhile = new ArrayList<>();
    picture.preparation =
        () -> {
          meanwhile.add(table.read(GROUP).state(VIRGINIA));
          now = now.plusSeconds(12);
        };
    assertEquals("us-east-1", analyze().region());
    assertEquals("", meanwhile.getFirst().breaker().probeOwner(), "others may probe meanwhile");
    assertFalse(table.read(GROUP).state(VIRGINIA).isOpen());
  }

  @Test
  void shouldLetOthersProbeWhenThePictureCannotBeFetched() {
    open(VIRGINIA);
    picture.preparation =
        () -> {
          throw new IllegalStateException("S3 failed");
        };
    assertThrows(IllegalStateException.class, this::analyze);
    assertFalse(isProbed());
    assertEquals(List.of(), calls);
  }

  @Test
  void shouldNotProbeWhenTheLeaseIsNearlyOver() throws Exception {
    open(VIRGINIA);
    picture.preparation = () -> now = now.plusSeconds(8);
    assertEquals("us-east-1", analyze().region());
    assertEquals(1, calls.size());
    assertEquals(
        List.of("Probe", "CancelProbe", "Probe", "Close"),
        tableCalls.stream().filter(call -> !call.equals("read")).toList());
  }

  @Test
  void shouldLetOthersProbeWhenTheProbeHadNoEnd() {
    open(VIRGINIA);
    problems.put(CallProblem.INTERRUPTED, null);
    assertThrows(CallFailedException.class, this::analyze);
    assertEquals(List.of(VIRGINIA), calls);
    assertTrue(table.read(GROUP).state(VIRGINIA).isOpen());
    assertFalse(isProbed());
  }

  @Test
  void shouldTakeATriedTargetWhenTheOthersAreBusy() throws Exception {
    problems.put(CallProblem.THROTTLED, VIRGINIA);
    Target oregon = SETTINGS.targets().getLast().target();
    tableCalled =
        () -> {
          // Oregon is always full, and Virginia takes the second call.
          table.put(GROUP, oregon, tat(now.plusSeconds(3)));
          if (!calls.isEmpty()) {
            problems.clear();
          }
        };
    assertEquals("us-east-1", analyze().region());
    assertEquals(List.of(VIRGINIA, VIRGINIA), calls);
  }

  @ParameterizedTest
  @EnumSource(names = {"BAD_PICTURE", "REQUEST_REFUSED", "OBJECT_REFUSED"})
  void shouldTakeARefusalOfWhatAProbeSentForAnAnswer(CallProblem refusal) throws Exception {
    open(VIRGINIA);
    try (CallSlot slot = slots().next()) {
      assertEquals(VIRGINIA, slot.target());
      assertTrue(slot.begin());
      slot.failed(refusal);
    }
    assertFalse(table.read(GROUP).state(VIRGINIA).isOpen(), "its target works");
  }

  @Test
  void shouldBeginANewRoundOnceEachTargetWasTriedAndNotBefore() throws Exception {
    CallSlots slots = slots();
    assertTrue(slots.isAnotherLeft());
    Target first = failing(slots);
    assertTrue(slots.isAnotherLeft());
    Target second = failing(slots);
    assertFalse(slots.isAnotherLeft());
    assertEquals(List.of("us-east-1", "us-west-2"), sorted(first, second));

    Target third = failing(slots);
    assertTrue(slots.isAnotherLeft(), "in the second round");
    Target fourth = failing(slots);
    assertFalse(slots.isAnotherLeft());
    assertEquals(List.of("us-east-1", "us-west-2"), sorted(third, fourth));
    assertEquals(List.of(), refused, "a new round is no lack of capacity");
  }

  @Test
  void shouldTryATargetAgainInTheSameRoundWhenItRefusedTheObject() throws Exception {
    CallSlots slots = slots();
    failing(slots);
    try (CallSlot slot = slots.next()) {
      assertTrue(slot.begin());
      assertFalse(slots.isAnotherLeft());
      slot.failed(CallProblem.OBJECT_REFUSED);
    }
    assertTrue(slots.isAnotherLeft(), "it takes the bytes");
  }

  @Test
  void shouldReportTheOutcomeOnlyAfterTheWatchHasEnded() throws Exception {
    try (CallSlot slot = slots().next()) {
      assertTrue(slot.begin());
      watched.await();
      slot.answered();
      assertEquals(List.of("ANSWERED"), outcomes, "an overdue call could still be reported");
    }
  }

  @Test
  void shouldLeaveNoWatchOfACallWithoutAnOutcome() throws Exception {
    try (CallSlot slot = slots().next()) {
      assertTrue(slot.begin());
      watched.await();
      slot.failed(CallProblem.INTERRUPTED);
    }
    assertFalse(isWatched(), "a frozen thread would report a fault minutes later");
    assertEquals(List.of(), outcomes);
  }

  private static Target failing(CallSlots slots) throws Exception {
    try (CallSlot slot = slots.next()) {
      assertTrue(slot.begin());
      slot.failed(CallProblem.SERVICE_FAULT);
      return slot.target();
    }
  }

  private static List<String> sorted(Target... targets) {
    return Stream.of(targets).map(Target::region).sorted().toList();
  }

  private void open(Target target) {
    table.put(
        GROUP,
        target,
        TargetState.NEW.with(BreakerState.open(Micros.of(now.minusSeconds(1)), 2_000_000)));
  }

  private boolean isProbed() {
    return !table.read(GROUP).state(VIRGINIA).breaker().probeOwner().isEmpty();
  }

  @Test
  void shouldNotCountARefusedObjectAsAFault() throws Exception {
    SETTINGS.targets().forEach(t -> picture.readingObjects.add(t.target()));
    problems.put(CallProblem.OBJECT_REFUSED, null);
    assertThrows(CallFailedException.class, this::analyze);
    problems.clear();
    assertEquals(FakePicture.BYTES, analyze().sent());
    assertFalse(
        table.read(GROUP).states().values().stream()
            .anyMatch(
                state ->
                    state.isOpen() || state.breaker().faults() > 0 || state.rate().interval() > 0));
  }

  /** Reserves both targets until then. */
  private void reserve(Duration until) {
    for (TargetSettings target : SETTINGS.targets()) {
      table.put(GROUP, target.target(), tat(now.plus(until)));
    }
  }

  private static TargetState tat(Instant time) {
    return TargetState.NEW.withTat(Micros.of(time));
  }

  private Answer analyze() throws Exception {
    return analyzer.analyze(FACES, picture, SETTINGS.targets(), now.plusSeconds(60));
  }

  /** A null target in {@link #problems} means all. */
  private SdkPojo call(ImageOperation operation, SentPicture sent, Target target)
      throws CallFailedException {
    calls.add(target);
    starts.add(now);
    for (Map.Entry<CallProblem, Target> problem : problems.entrySet()) {
      if (problem.getValue() == null || problem.getValue().equals(target)) {
        throw new CallFailedException(problem.getKey(), problem.getKey().name(), "injected", null);
      }
    }
    return DetectFacesResponse.builder().build();
  }

  /** Waiting moves the clock; an overdue watch waits until it is closed. */
  private Permits permits() {
    Thread test = Thread.currentThread();
    return new Permits(
        QuotaPool.of(SETTINGS),
        counted(),
        QuotaRules.DEFAULTS,
        1,
        "me",
        () -> now,
        time -> {
          if (Thread.currentThread() != test) {
            watches.add(Thread.currentThread());
            watched.countDown();
            new CountDownLatch(1).await();
          }
          now = now.plus(time);
        },
        new Random(1),
        new QuotaEvents() {
          @Override
          public void refused(String operation, NoCapacity noCapacity) {
            refused.add(noCapacity.reason());
          }

          @Override
          public void called(String operation, Permit permit, CallOutcome outcome) {
            outcomes.add(outcome + (isWatched() ? " while watched" : ""));
          }
        });
  }

  private boolean isWatched() {
    return watches.stream().anyMatch(Thread::isAlive);
  }

  private CallSlots slots() {
    return routing.slots(Operation.DETECT_FACES, SETTINGS.targets(), now.plusSeconds(60));
  }

  private QuotaTable counted() {
    return new QuotaTable() {
      @Override
      public QuotaView read(String group) {
        tableCalled.run();
        tableCalls.add("read");
        return table.read(group);
      }

      @Override
      public StepResult apply(String group, Target target, QuotaStep step, CallCounts counts) {
        tableCalls.add(step.getClass().getSimpleName());
        return table.apply(group, target, step, counts);
      }
    };
  }
}
