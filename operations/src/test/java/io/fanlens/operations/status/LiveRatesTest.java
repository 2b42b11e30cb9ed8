package io.fanlens.operations.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetItem;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LiveRatesTest {

  private static final long S = 1_000_000;
  private static final long NOW = 1_800_000_000 * S;
  private static final TargetQuota QUOTA = new TargetQuota(Target.home("eu-west-1"), 100, 1);
  private static final QueueDepth QUEUES = new QueueDepth(0, 0, 0, 0);

  private final LiveRates rates = new LiveRates(QuotaRules.DEFAULTS);

  private static TargetState counted(long permits, long unused, long throttles) {
    return TargetState.NEW.withTat(1).plus(new CallCounts(permits, unused, throttles));
  }

  private LiveView read(long at, TargetItem... items) {
    return rates.add(new LiveSnapshot(NOW + at, QUEUES, List.of(items)));
  }

  private LiveView.TargetView faces(long at, TargetState state) {
    return read(at, faces(state)).targets().getFirst();
  }

  private static TargetItem faces(TargetState state) {
    return new TargetItem(Operation.DETECT_FACES, QUOTA, state);
  }

  private static TargetItem labels(TargetState state) {
    return new TargetItem(Operation.DETECT_LABELS, QUOTA, state);
  }

  @Test
  void shouldHaveNoRateBeforeASecondHasPassed() {
    assertEquals(OptionalDouble.empty(), faces(0, counted(100, 0, 0)).callsPerSecond());
    assertEquals(OptionalDouble.empty(), faces(S / 2, counted(150, 0, 0)).callsPerSecond());
    assertEquals(100, faces(S, counted(200, 0, 0)).callsPerSecond().getAsDouble(), 1e-6);
  }

  @Test
  void shouldNotCountPermitsThatNoCallWasSentWith() {
    faces(0, counted(100, 10, 0));
    assertEquals(35, faces(2 * S, counted(180, 20, 0)).callsPerSecond().getAsDouble(), 1e-6);
  }

  /** A burst begins with a second's worth of permits at once, and the calls follow evenly. */
  @Test
  void shouldNotCountPermitsBeforeTheirTime() {
    read(0);
    TargetState burst = counted(200, 0, 0).withTat(NOW + 2 * S);
    assertEquals(100.5, faces(S, burst).callsPerSecond().getAsDouble(), 0.1);
  }

  @Test
  void shouldForgetWhatIsOlderThanFiveSeconds() {
    for (int i = 0; i <= 8; i++) {
      faces(i * S / 2, counted(10L * i, 0, 0));
    }
    assertEquals(20, faces(9 * S / 2, counted(90, 0, 0)).callsPerSecond().getAsDouble(), 1e-6);
    for (int i = 10; i < 19; i++) {
      faces(i * S / 2, counted(90, 0, 0));
    }
    assertEquals(0, faces(19 * S / 2, counted(90, 0, 0)).callsPerSecond().getAsDouble(), 1e-6);
  }

  @Test
  void shouldBridgeALongPauseBetweenTwoReads() {
    faces(0, counted(0, 0, 0).plus(new CallCounts(1, 0, 0)));
    assertEquals(10, faces(60 * S, counted(601, 0, 0)).callsPerSecond().getAsDouble(), 1e-6);
  }

  @Test
  void shouldBeginAtZeroWithAnItemThatWasReplaced() {
    faces(0, counted(5_000, 0, 900));
    LiveView.TargetView replaced = faces(2 * S, counted(60, 0, 15));
    assertEquals(30, replaced.callsPerSecond().getAsDouble(), 1e-6);
    assertEquals(0.25, replaced.throttledShare().getAsDouble(), 1e-6);
  }

  @Test
  void shouldBeginAtZeroWithAnItemThatIsNew() {
    read(0);
    assertEquals(20, faces(2 * S, counted(40, 0, 0)).callsPerSecond().getAsDouble(), 1e-6);
  }

  @Test
  void shouldSayThatAnItemWithoutCountersIsUnknown() {
    faces(0, TargetState.NEW.withTat(NOW));
    LiveView.TargetView old = faces(2 * S, TargetState.NEW.withTat(NOW + S));
    assertEquals(OptionalDouble.empty(), old.callsPerSecond());
    assertEquals(OptionalDouble.empty(), old.throttledShare());
    assertFalse(read(3 * S, faces(TargetState.NEW)).picturesPerSecond().orElse(0) > 0);
  }

  @Test
  void shouldHaveNothingToTellOfATargetWithoutAnItem() {
    read(0, faces(TargetState.NEW));
    LiveView.TargetView none = faces(S, TargetState.NEW);
    assertEquals(OptionalDouble.of(0), none.callsPerSecond());
    assertTrue(none.isIdle());
  }

  @Test
  void shouldGiveTheThrottledShareOfTheCalls() {
    faces(0, counted(100, 0, 0));
    assertEquals(0.2, faces(2 * S, counted(150, 0, 10)).throttledShare().getAsDouble(), 1e-6);
  }

  @Test
  void shouldNeverGiveMoreThanTheWholeThoughThrottlesComeLater() {
    faces(0, counted(100, 0, 0));
    assertEquals(OptionalDouble.of(1), faces(S, counted(104, 0, 9)).throttledShare());
    assertEquals(
        OptionalDouble.empty(), new LiveRatesTest().idle().throttledShare(), "neither of both");
  }

  private LiveView.TargetView idle() {
    faces(0, counted(100, 0, 9));
    return faces(S, counted(100, 0, 9));
  }

  @Test
  void shouldCountPicturesByTheSlowestOperationAtWork() {
    read(0, faces(counted(0, 0, 0).plus(new CallCounts(1, 0, 0))), labels(counted(1, 0, 0)));
    LiveView both = read(2 * S, faces(counted(201, 0, 40)), labels(counted(41, 0, 20)));
    assertEquals(10, both.picturesPerSecond().getAsDouble(), 1e-6);
    LiveView last = read(20 * S, faces(counted(201, 0, 40)), labels(counted(221, 0, 20)));
    assertEquals(10, last.picturesPerSecond().getAsDouble(), 1e-6, "the other one is done");
    LiveView done = read(40 * S, faces(counted(201, 0, 40)), labels(counted(221, 0, 20)));
    assertEquals(OptionalDouble.of(0), done.picturesPerSecond());
  }

  @Test
  void shouldKnowNoPicturesWhereTargetsAreDrawn() {
    read(0);
    assertEquals(OptionalDouble.empty(), read(2 * S).picturesPerSecond());
  }

  @Test
  void shouldBeginAnewWhenTheClockWasSetBack() {
    faces(60 * S, counted(100, 0, 0));
    assertEquals(OptionalDouble.empty(), faces(0, counted(110, 0, 0)).callsPerSecond());
    assertEquals(15, faces(2 * S, counted(140, 0, 0)).callsPerSecond().getAsDouble(), 1e-6);
  }
}
