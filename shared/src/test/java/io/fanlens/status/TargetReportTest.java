package io.fanlens.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.quota.BreakerState;
import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.RateState;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetReportTest {

  private static final long S = 1_000_000;
  private static final long NOW = 1_000 * S;
  private static final QuotaRules RULES = QuotaRules.DEFAULTS;
  private static final TargetQuota QUOTA = new TargetQuota(Target.home("eu-west-1"), 100, 1);
  private static final long FULL = new Pacing(RULES).configured(QUOTA);

  @Test
  void shouldReportTheWholeQuotaOfATargetWithoutAnItem() {
    TargetReport report = report(TargetState.NEW);
    assertEquals(100, report.rate());
    assertEquals(TargetReport.Breaker.CLOSED, report.breaker());
    assertEquals(Optional.empty(), report.until());
    assertEquals(0, report.bookedAheadMicros());
  }

  @Test
  void shouldReportACutRate() {
    assertEquals(
        50, report(TargetState.NEW.with(new RateState(2 * FULL, NOW, FULL, 0))).rate(), 0.1);
  }

  @Test
  void shouldReportHowFarAheadItIsReserved() {
    assertEquals(S, report(TargetState.NEW.withTat(NOW + S)).bookedAheadMicros());
    assertEquals(0, report(TargetState.NEW.withTat(NOW - S)).bookedAheadMicros());
  }

  @Test
  void shouldDistinguishTheStatesOfTheBreaker() {
    TargetState open =
        TargetState.NEW.with(BreakerState.open(NOW + S, RULES.breaker().openMicros()));
    assertEquals(TargetReport.Breaker.OPEN, report(open).breaker());
    assertEquals(Optional.of(NOW + S), report(open).until());
    assertEquals(
        TargetReport.Breaker.HALF_OPEN,
        report(open.with(BreakerState.open(NOW - 1, RULES.breaker().openMicros()))).breaker());
    assertEquals(
        TargetReport.Breaker.HALF_OPEN,
        report(open.with(open.breaker().open(NOW + S, RULES.breaker().openMicros(), "prober")))
            .breaker());
    assertEquals(
        TargetReport.Breaker.DENIED,
        report(open.with(BreakerState.open(NOW + S, RULES.breaker().deniedMicros()))).breaker());
  }

  private static TargetReport report(TargetState state) {
    return TargetReport.of(QUOTA, state, RULES, NOW);
  }
}
