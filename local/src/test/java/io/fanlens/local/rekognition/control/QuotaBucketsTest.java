package io.fanlens.local.rekognition.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotaBucketsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Scope SCOPE = new Scope("DetectFaces", "eu-west-1");

  private static final String ACCOUNT = "000000000000";

  private final QuotaBuckets buckets = new QuotaBuckets();

  @Test
  void shouldAllowTheBurstAndThenTheRate() {
    Quota quota = new Quota(10, Duration.ofSeconds(2));

    assertEquals(20, taken(quota, START, 100));
    assertEquals(5, taken(quota, START.plusMillis(500), 100));
    assertEquals(20, taken(quota, START.plusSeconds(60), 100));
  }

  @Test
  void shouldNeverAllowMoreThanRateTimesTimeAndBurst() {
    Quota quota = new Quota(25, Duration.ofSeconds(1));
    int allowed = 0;
    for (int ms = 0; ms < 10_000; ms += 3) {
      allowed += taken(quota, START.plusMillis(ms), 2);
    }
    assertTrue(allowed <= 25 * 10 + 25 && allowed >= 25 * 10 + 23, "allowed " + allowed);
  }

  @Test
  void shouldSeparateRegionsAndOperations() {
    Quota one = new Quota(1, Duration.ofSeconds(1));

    assertTrue(buckets.take(ACCOUNT, SCOPE, one, START));
    assertFalse(buckets.take(ACCOUNT, SCOPE, one, START));
    assertTrue(buckets.take(ACCOUNT, new Scope("DetectFaces", "eu-west-2"), one, START));
    assertTrue(buckets.take(ACCOUNT, new Scope("DetectLabels", "eu-west-1"), one, START));
  }

  @Test
  void shouldSeparateAccounts() {
    Quota one = new Quota(1, Duration.ofSeconds(1));

    assertTrue(buckets.take(ACCOUNT, SCOPE, one, START));
    assertTrue(buckets.take("111122223333", SCOPE, one, START));
    assertFalse(buckets.take("111122223333", SCOPE, one, START));
  }

  @Test
  void shouldApplyAChangedQuotaImmediately() {
    taken(new Quota(100, Duration.ofSeconds(1)), START, 10);

    assertEquals(5, taken(new Quota(5, Duration.ofSeconds(1)), START, 100));
    assertEquals(0, taken(new Quota(0, Duration.ofSeconds(1)), START.plusSeconds(9), 100));
  }

  @Test
  void shouldUseTheDefaultsOfAws() {
    assertEquals(
        Optional.of(100.0),
        Quota.byDefault("DetectFaces", "us-east-1").map(Quota::permitsPerSecond));
    assertEquals(
        Optional.of(25.0),
        Quota.byDefault("DetectFaces", "eu-central-1").map(Quota::permitsPerSecond));
    assertEquals(
        Optional.of(5.0),
        Quota.byDefault("DetectLabels", "sa-east-1").map(Quota::permitsPerSecond));
    assertEquals(Optional.empty(), Quota.byDefault("DetectLabels", "ca-central-1"));
    assertEquals(Optional.empty(), Quota.byDefault("DetectFaces", "eu-north-1"));
  }

  private int taken(Quota quota, Instant now, int tries) {
    return (int)
        IntStream.range(0, tries).filter(i -> buckets.take(ACCOUNT, SCOPE, quota, now)).count();
  }
}
