package io.fanlens.quota.reservation;

import static io.fanlens.quota.reservation.TwoTargets.DUBLIN;
import static io.fanlens.quota.reservation.TwoTargets.GROUP;
import static io.fanlens.quota.reservation.TwoTargets.LONDON;
import static io.fanlens.quota.reservation.TwoTargets.POOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What permits tell the metrics. */
final class PermitsEventsTest {

  private final VirtualClock clock = new VirtualClock();
  private final MemoryQuotaTable memory = new MemoryQuotaTable(clock);
  private boolean unavailable;
  private int throttles;
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
          return memory.apply(group, target, step, counts);
        }

        private void check() throws TableUnavailableException {
          if (unavailable) {
            throw new TableUnavailableException("unavailable", null);
          }
          if (throttles > 0) {
            throttles--;
            throw new TableUnavailableException("throttled", null, true);
          }
        }
      };

  private final List<Long> waits = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final List<NoCapacity> refusals = new ArrayList<>();
  private int failures;

  private final QuotaEvents events =
      new QuotaEvents() {
        @Override
        public void granted(String operation, Permit permit, long waitedMicros) {
          waits.add(waitedMicros);
        }

        @Override
        public void stepped(String operation, Target target, QuotaStep step, StepResult result) {
          String name = step.getClass().getSimpleName();
          steps.add(target.region() + " " + name + (result.applied() ? "" : " failed"));
        }

        @Override
        public void refused(String operation, NoCapacity noCapacity) {
          refusals.add(noCapacity);
        }

        @Override
        public void tableUnavailable(String operation, TableUnavailableException reason) {
          failures++;
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
          events);

  private Instant inAMinute() {
    return clock.instant().plusSeconds(60);
  }

  private void reserved(Target target, long ahead) {
    memory.put(GROUP, target, TargetState.NEW.withTat(clock.micros() + ahead));
  }

  @Test
  void shouldTellHowLongAMessageWaitedForItsPermit() throws Exception {
    reserved(DUBLIN, 50_000);
    permits.acquire(Set.of(LONDON), inAMinute());
    assertEquals(List.of(50_000L), waits);
  }

  @Test
  void shouldTellOfEachStepAndWhetherItWasWritten() throws Exception {
    Permit permit = permits.acquire(Set.of(LONDON), inAMinute());
    permits.report(permit, CallOutcome.DENIED);
    permits.report(permit, CallOutcome.DENIED);
    assertEquals(List.of("eu-west-1 Restart", "eu-west-1 Open", "eu-west-1 Open failed"), steps);
  }

  @Test
  void shouldTellOfEachMessageThatMustWaitInTheQueue() throws Exception {
    reserved(DUBLIN, 3_000_000);
    reserved(LONDON, 2_000_000);
    assertEquals(Optional.empty(), permits.knownToBeFull());
    NoCapacityException refused =
        assertThrows(NoCapacityException.class, () -> permits.reserve(Set.of(), clock.instant()));
    assertEquals(Duration.ofSeconds(2), refused.retryAfter());
    NoCapacity busy = new NoCapacity(NoCapacity.Reason.BUSY, 2_000_000);
    assertEquals(List.of(busy), refusals);
    assertEquals(Optional.of(busy), permits.knownToBeFull());
    assertEquals(List.of(busy, busy), refusals);
  }

  @Test
  void shouldTellOfEachFailureOfTheTable() throws Exception {
    unavailable = true;
    Permit permit = permits.acquire(Set.of(LONDON), inAMinute());
    assertEquals(1, failures);
    permits.report(permit, CallOutcome.THROTTLED);
    assertEquals(2, failures);
    assertTrue(steps.isEmpty());
  }

  @Test
  void shouldKnowAtOnceWhatItReported() throws Exception {
    reserved(LONDON, 100_000);
    Permit permit = permits.acquire(Set.of(LONDON), inAMinute());
    permits.report(permit, CallOutcome.DENIED);
    Permit next = permits.acquire(Set.of(), inAMinute());
    assertEquals(LONDON, next.target());
    assertEquals(List.of("eu-west-1 Restart", "eu-west-1 Open"), steps.subList(0, 2));
    assertTrue(steps.stream().skip(2).noneMatch(step -> step.startsWith("eu-west-1")), "" + steps);
  }

  @Test
  void shouldFollowARefusedStepWithTheOneThatFitsInstead() throws Exception {
    Permit permit = permits.acquire(Set.of(LONDON), inAMinute());
    memory.apply(GROUP, DUBLIN, new QuotaStep.FirstFault(clock.micros(), 0));
    for (int fault = 2; fault <= 5; fault++) {
      permits.report(permit, CallOutcome.FAULT);
    }
    assertEquals(
        List.of(
            "eu-west-1 Restart",
            "eu-west-1 FirstFault failed",
            "eu-west-1 NextFault",
            "eu-west-1 NextFault",
            "eu-west-1 NextFault",
            "eu-west-1 NextFault",
            "eu-west-1 Open"),
        steps);
    assertTrue(memory.read(GROUP).state(DUBLIN).isOpen());
  }

  @Test
  void shouldReserveInATableThatThrottledBefore() throws Exception {
    throttles = 3;
    Permit permit = permits.acquire(Set.of(), inAMinute());
    assertTrue(permit.shared(), "not at its own pace, beside all those that reserve");
    assertEquals(3, failures);
  }
}
