package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Turns by the shared table: 20 calls a minute, and the next start is 9 s ahead. */
final class PermitsTurnTest {

  private static final Target ONLY = Target.home("us-east-1");
  private static final QuotaPool POOL =
      QuotaPool.of("DetectText", List.of(new TargetQuota(ONLY, 1 / 3.0, 1)));
  private static final String GROUP = POOL.groups().getFirst().key();

  private final VirtualClock clock = new VirtualClock();
  private final MemoryQuotaTable memory = new MemoryQuotaTable(clock);

  private Permits permits(QuotaTable table) {
    long tat = Micros.of(clock.instant().plusSeconds(9));
    memory.put(GROUP, ONLY, TargetState.NEW.withTat(tat));
    return new Permits(
        POOL,
        table,
        QuotaRules.DEFAULTS,
        2,
        "me",
        clock,
        clock,
        new SplittableRandom(1),
        QuotaEvents.NONE);
  }

  private NoCapacity refused(Permits permits) {
    Instant deadline = clock.instant().plusSeconds(60);
    return assertThrows(NoCapacityException.class, () -> permits.acquire(Set.of(), deadline))
        .noCapacity();
  }

  @Test
  void shouldRefuseAtOnceAndGiveOneTurnAfterTheOther() throws Exception {
    Permits permits = permits(memory);
    Instant before = clock.instant();
    NoCapacity refused = refused(permits);
    assertEquals(before, clock.instant(), "no second of a function is spent on waiting");
    NoCapacity first = permits.takeTurn(refused);
    assertEquals(new NoCapacity(NoCapacity.Reason.BUSY, 8_750_000, true), first);
    NoCapacity second = permits.takeTurn(refused);
    assertEquals(3.075, (second.retryAfterMicros() - first.retryAfterMicros()) / 1e6, 0.005);
    long turnAt = memory.read(GROUP).states().get(ONLY).turnAt();
    assertTrue(turnAt > Micros.of(before.plusSeconds(15)), "for the next one");
  }

  @Test
  void shouldLetARefusalBeWhereTheTableGivesNoTurn() throws Exception {
    Permits permits =
        permits(
            new QuotaTable() {
              @Override
              public QuotaView read(String group) {
                return memory.read(group);
              }

              @Override
              public StepResult apply(
                  String group, Target target, QuotaStep step, CallCounts counts)
                  throws TableUnavailableException {
                throw new TableUnavailableException("away", null);
              }
            });
    NoCapacity refused = refused(permits);
    assertEquals(refused, permits.takeTurn(refused));
  }
}
