package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuotaRulesTest {

  private static final long S = 1_000_000;

  private static void refused(String name, Executable rules) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, rules);
    assertTrue(refusal.getMessage().startsWith(name + " is "), refusal.getMessage());
  }

  private static RateRules rate(double firstCut, double nextCut, double floor) {
    return new RateRules(S, firstCut, nextCut, S, S, 3, floor, RecoveryRules.DEFAULTS, S);
  }

  private static RecoveryRules recovery(
      long returnMicros, double goodShare, long stepMicros, long hasteMicros) {
    return new RecoveryRules(S, returnMicros, goodShare, 1.01, stepMicros, hasteMicros);
  }

  private static ReservationRules reservation(double pace, long horizonMicros, long lateMicros) {
    QuotaRole role = new QuotaRole(horizonMicros, 0, 0, horizonMicros, ShareRules.WHOLE);
    return new ReservationRules(TargetChoice.SINGLE_DRAW, pace, 0, role, 20_000, lateMicros);
  }

  private static BreakerRules breaker(int faultsToOpen, long leaseMicros, long deniedMicros) {
    return new BreakerRules(
        faultsToOpen, 5 * S, 2 * S, 4 * S, leaseMicros, 3 * S, S, deniedMicros, 600 * S);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.000_001, Double.NaN})
  void shouldRefuseAShareThatIsNone(double share) {
    refused("firstCut", () -> rate(share, 1, 1));
    refused("nextCut", () -> rate(1, share, 1));
    refused("floor", () -> rate(1, 1, share));
    refused("goodShare", () -> recovery(1, share, 1, 1));
    refused("pace", () -> reservation(share, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void shouldRefuseTimesInWhichNothingCouldHappen(long time) {
    refused("patienceMicros", () -> new BackoffRules(time, 1, 1));
    refused("returnMicros", () -> recovery(time, 1, 1, 1));
    refused("stepMicros", () -> recovery(1, 1, time, 1));
    refused("hasteMicros", () -> recovery(1, 1, 1, time));
    refused("horizonMicros", () -> reservation(1, time, 1));
    refused("lateMicros", () -> reservation(1, 1, time));
  }

  @Test
  void shouldTakeTheLeastAndTheWhole() {
    assertEquals(Double.MIN_VALUE, rate(Double.MIN_VALUE, 1, 1).firstCut());
    assertEquals(1, rate(1, 1, 1).floor());
    assertEquals(1, recovery(1, 1, 1, 1).hasteMicros());
    assertEquals(1, reservation(1, 1, 1).lateMicros());
    assertEquals(1, new BackoffRules(1, 0, 0).patienceMicros());
  }

  @Test
  void shouldRefuseABreakerThatOpensWithoutAFault() {
    refused("faultsToOpen", () -> breaker(0, 10 * S, 30 * S));
    assertEquals(1, breaker(1, 10 * S, 30 * S).faultsToOpen());
  }

  @Test
  void shouldRefuseALeaseThatLeavesNoTimeToSendTheProbe() {
    refused("leaseMicros", () -> breaker(5, 3 * S, 30 * S));
    assertEquals(3 * S + 1, breaker(5, 3 * S + 1, 30 * S).leaseMicros());
  }

  @Test
  void shouldTellADenialFromTheLongestTimeOutOfUseAfterFaults() {
    refused("deniedMicros", () -> breaker(5, 10 * S, 4 * S));
    BreakerRules rules = breaker(5, 10 * S, 4 * S + 1);
    assertTrue(rules.isDenied(rules.nextDenied(0)));
    assertEquals(4 * S, rules.nextOpen(600 * S));
  }

  @Test
  void shouldVaryTheReservationsAndNothingElse() {
    ReservationRules reservation = QuotaRules.DEFAULTS.reservation();
    ReservationRules varied = reservation.withPace(0.5).withChoice(TargetChoice.SINGLE_DRAW);
    QuotaRules rules = QuotaRules.DEFAULTS.with(varied);
    assertEquals(0.5, rules.reservation().pace());
    assertEquals(TargetChoice.SINGLE_DRAW, rules.reservation().choice());
    ReservationRules back =
        rules.reservation().withPace(reservation.pace()).withChoice(reservation.choice());
    assertEquals(QuotaRules.DEFAULTS, rules.with(back));
  }
}
