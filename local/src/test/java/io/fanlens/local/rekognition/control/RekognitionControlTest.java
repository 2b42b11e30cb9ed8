package io.fanlens.local.rekognition.control;

import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RekognitionControlTest {

  private static final Scope HERE = new Scope("DetectFaces", "eu-west-1");

  private final RekognitionControl control = new RekognitionControl();
  private final Random random = new Random(1);

  @Test
  void shouldPreferTheMostSpecificRuleOfEachType() {
    control.quota(ANY, ANY, quota(1));
    control.quota("DetectFaces", ANY, quota(2));
    control.quota(ANY, "eu-west-1", quota(3));
    control.outage(ANY, ANY, Outage.FAIL);

    assertEquals(Optional.of(quota(3)), control.quota(HERE));
    assertEquals(Optional.of(quota(2)), control.quota(new Scope("DetectFaces", "us-east-1")));
    assertEquals(Optional.of(quota(1)), control.quota(new Scope("DetectLabels", "us-east-1")));
    control.quota("DetectFaces", "eu-west-1", quota(4));
    assertEquals(Optional.of(quota(4)), control.quota(HERE));
    assertEquals(Outage.FAIL, control.outage(HERE));

    control.clear("DetectFaces", "eu-west-1");
    assertEquals(Optional.of(quota(3)), control.quota(HERE));
    control.clearRegion(ANY);
    assertEquals(Outage.NONE, control.outage(HERE));
  }

  @Test
  void shouldAffectTheNextCallsAndNoMore() {
    control.fault(ANY, "eu-west-1", Fault.next(3, Fault.Kind.THROTTLE));

    long hits = IntStream.range(0, 50).filter(i -> control.fault(HERE, random).isPresent()).count();

    assertEquals(3, hits);
  }

  @Test
  void shouldAffectCallsWithTheGivenProbability() {
    control.fault("DetectFaces", ANY, Fault.withProbability(0.2, Fault.Kind.INTERNAL_ERROR));

    long hits =
        IntStream.range(0, 10_000).filter(i -> control.fault(HERE, random).isPresent()).count();

    assertTrue(hits > 1_850 && hits < 2_150, "hits " + hits);
    assertEquals(Optional.empty(), control.fault(new Scope("DetectLabels", "eu-west-1"), random));
  }

  @Test
  void shouldSpreadLatencyAroundItsMedian() {
    Latency latency = Latency.lognormal(Duration.ofMillis(400), 0.3);
    double[] millis =
        IntStream.range(0, 9_999)
            .mapToDouble(i -> latency.remaining(Duration.ZERO, random).toMillis())
            .sorted()
            .toArray();

    assertEquals(400, millis[5_000], 10);
    assertEquals(270, millis[499], 27);
    assertEquals(655, millis[9_500], 65);
    assertTrue(Arrays.stream(millis).allMatch(ms -> ms > 0));
  }

  @Test
  void shouldSubtractTheProcessingTimeUnlessLatencyIsAdded() {
    Duration spent = Duration.ofMillis(150);

    assertEquals(
        Duration.ofMillis(250), Latency.fixed(Duration.ofMillis(400)).remaining(spent, random));
    assertEquals(Duration.ZERO, Latency.fixed(Duration.ofMillis(100)).remaining(spent, random));
    assertEquals(
        Duration.ofMillis(100),
        new Latency(Duration.ofMillis(100), 0, true).remaining(spent, random));
  }

  @Test
  void shouldRejectInvalidRules() {
    assertThrows(IllegalArgumentException.class, () -> quota(-1));
    assertThrows(IllegalArgumentException.class, () -> quota(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Fault.next(0, Fault.Kind.THROTTLE));
    assertThrows(
        IllegalArgumentException.class, () -> Fault.withProbability(1.1, Fault.Kind.THROTTLE));
    assertThrows(IllegalArgumentException.class, () -> Fault.next(1, Fault.Kind.HANG));
    assertThrows(IllegalArgumentException.class, () -> Latency.lognormal(Duration.ofMillis(-1), 0));
  }

  private static Quota quota(double permits) {
    return new Quota(permits, Duration.ofSeconds(1));
  }
}
