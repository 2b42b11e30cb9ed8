package io.fanlens.quota.reservation;

import static io.fanlens.quota.reservation.TwoTargets.DUBLIN;
import static io.fanlens.quota.reservation.TwoTargets.GROUP;
import static io.fanlens.quota.reservation.TwoTargets.LONDON;
import static io.fanlens.quota.reservation.TwoTargets.POOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.BreakerState;
import io.fanlens.quota.CallCounts;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a process counts at its targets, without a write for it. */
final class UncountedCallsTest {

  private final VirtualClock clock = new VirtualClock();
  private final MemoryQuotaTable memory = new MemoryQuotaTable(clock);
  private int writes;
  private boolean unavailable;
  private final QuotaTable table =
      new QuotaTable() {
        @Override
        public QuotaView read(String group) throws TableUnavailableException {
          check();
          return memory.read(group);
        }

        @Override
        public StepResult apply(String group, Target target, QuotaStep step, CallCounts counts)
            throws TableUnavailableException {
          check();
          writes++;
          return memory.apply(group, target, step, counts);
        }

        private void check() throws TableUnavailableException {
          if (unavailable) {
            throw new TableUnavailableException("unavailable", null);
          }
        }
      };

  private final Permits permits =
      new Permits(
          POOL,
          table,
          QuotaRules.DEFAULTS,
          10,
          "me",
          clock,
          clock,
          new SplittableRandom(7),
          QuotaEvents.NONE);

  private Instant inAMinute() {
    return clock.instant().plusSeconds(60);
  }

  private Permit acquire() throws Exception {
    return permits.acquire(Set.of(LONDON), inAMinute());
  }

  private CallCounts counts() {
    return memory.read(GROUP).state(DUBLIN).counts();
  }

  @Test
  void shouldCountAPermitWithItsReservation() throws Exception {
    acquire();
    acquire();
    assertEquals(new CallCounts(2, 0, 0), counts());
    assertEquals(2, writes);
    assertEquals(CallCounts.NONE, memory.read(GROUP).state(LONDON).counts());
  }

  @Test
  void shouldCountAThrottleWithTheStepThatItCauses() throws Exception {
    permits.report(acquire(), CallOutcome.THROTTLED);
    assertEquals(new CallCounts(1, 0, 1), counts());
    permits.report(acquire(), CallOutcome.RAMPED_TOO_FAST);
    assertEquals(new CallCounts(2, 0, 2), counts());
  }

  @Test
  void shouldCountAThrottleThatWritesNothingWithTheNextReservation() throws Exception {
    Permit permit = acquire();
    permits.report(permit, CallOutcome.THROTTLED);
    permits.report(permit, CallOutcome.THROTTLED);
    int before = writes;
    permits.report(permit, CallOutcome.THROTTLED);
    permits.report(permit, CallOutcome.THROTTLED);
    assertEquals(before, writes, "the cut is too young for another one");
    assertEquals(new CallCounts(1, 0, 2), counts());
    acquire();
    assertEquals(new CallCounts(2, 0, 4), counts());
    assertEquals(before + 1, writes);
    acquire();
    assertEquals(new CallCounts(3, 0, 4), counts());
  }

  @Test
  void shouldCountAThrottleOnceThoughItsFirstStepIsRefused() throws Exception {
    Permit permit = acquire();
    memory.apply(GROUP, DUBLIN, new QuotaStep.Arm(clock.micros(), 1));
    memory.apply(GROUP, DUBLIN, new QuotaStep.Cut(clock.micros(), 0, 20_000, 10_000, 1));
    permits.report(permit, CallOutcome.THROTTLED);
    assertEquals(new CallCounts(1, 0, 0), counts(), "neither step applied");
    acquire();
    assertEquals(new CallCounts(2, 0, 1), counts());
  }

  @Test
  void shouldCountAPermitThatIsGivenBackWithThatStep() throws Exception {
    reserved(100_000);
    Permits.Reserved last = permits.reserve(Set.of(LONDON), inAMinute());
    permits.giveBack(last.permit());
    assertEquals(new CallCounts(1, 1, 0), counts());
  }

  @Test
  void shouldCountAPermitThatCannotBeGivenBackWithTheNextReservation() throws Exception {
    reserved(100_000);
    Permits.Reserved first = permits.reserve(Set.of(LONDON), inAMinute());
    permits.reserve(Set.of(LONDON), inAMinute());
    permits.giveBack(first.permit());
    assertEquals(new CallCounts(2, 0, 0), counts(), "it is not the last one");
    acquire();
    assertEquals(new CallCounts(3, 1, 0), counts());
  }

  @Test
  void shouldCountAPermitThatIsMissed() throws Exception {
    Permits.Reserved reserved = permits.reserve(Set.of(LONDON), inAMinute());
    clock.sleep(Duration.ofMillis(200));
    int before = writes;
    assertFalse(permits.begin(reserved, inAMinute()));
    assertEquals(before, writes);
    acquire();
    assertEquals(new CallCounts(2, 1, 0), counts());
  }

  @Test
  void shouldCountAProbeAndWhetherItWasSent() throws Exception {
    memory.put(
        GROUP, DUBLIN, TargetState.NEW.with(BreakerState.open(clock.micros() - 1, 2_000_000)));
    Permit probe = acquire();
    assertTrue(probe.isProbe());
    assertEquals(new CallCounts(1, 0, 0), counts());
    permits.giveBack(probe);
    assertEquals(new CallCounts(1, 1, 0), counts());
  }

  @Test
  void shouldNotCountWhatWasGrantedWithoutTheTable() throws Exception {
    unavailable = true;
    Permit local = acquire();
    assertFalse(local.shared());
    permits.report(local, CallOutcome.THROTTLED);
    permits.giveBack(local);
    unavailable = false;
    clock.sleep(Duration.ofMinutes(1));
    acquire();
    assertEquals(new CallCounts(1, 0, 0), counts());
  }

  @Test
  void shouldRatherLoseAThrottleThanCountItTwice() throws Exception {
    Permit permit = acquire();
    unavailable = true;
    permits.report(permit, CallOutcome.THROTTLED);
    unavailable = false;
    clock.sleep(Duration.ofMinutes(1));
    acquire();
    assertEquals(new CallCounts(2, 0, 0), counts());
  }

  @Test
  void shouldCountOnlyUpwards() {
    assertThrows(IllegalArgumentException.class, () -> new CallCounts(-1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new CallCounts(0, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new CallCounts(0, 0, -1));
  }

  private void reserved(long ahead) {
    memory.put(GROUP, DUBLIN, TargetState.NEW.withTat(clock.micros() + ahead));
  }
}
