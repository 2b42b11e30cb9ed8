package io.fanlens.operations.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.audit.Comparison.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Comparison QUIET =
      new Comparison(NOW, NOW.minus(Duration.ofMinutes(10)), true);
  private static final Comparison BUSY =
      new Comparison(NOW, NOW.minus(Duration.ofMinutes(10)), false);
  private static final ObjectFacts OLD = object(Duration.ofHours(1));
  private static final ObjectFacts YOUNG = object(Duration.ofMinutes(1));

  @Test
  void shouldCountAnObjectWithARowOfItsVersionAsComplete() {
    assertEquals(Verdict.COMPLETE, QUIET.judge(OLD, finished("etag")));
    assertEquals(Verdict.COMPLETE, QUIET.judge(YOUNG, finished("etag")));
  }

  @Test
  void shouldMissTheRowOfAnOldObjectOnly() {
    assertEquals(Verdict.MISSING, QUIET.judge(OLD, Optional.empty()));
    assertEquals(Verdict.IN_PROGRESS, QUIET.judge(YOUNG, Optional.empty()));
  }

  @Test
  void shouldCallARowOfAnotherVersionStale() {
    assertEquals(Verdict.STALE, QUIET.judge(OLD, finished("earlier")));
    assertEquals(Verdict.IN_PROGRESS, QUIET.judge(YOUNG, finished("earlier")));
  }

  @Test
  void shouldLeaveALiveClaimAlone() {
    assertEquals(Verdict.IN_PROGRESS, QUIET.judge(OLD, claimed(NOW.plusSeconds(30))));
    assertEquals(Verdict.IN_PROGRESS, QUIET.judge(OLD, claimed(NOW.minusSeconds(30))));
    assertEquals(Verdict.STUCK, QUIET.judge(OLD, claimed(NOW.minus(Duration.ofMinutes(6)))));
  }

  @Test
  void shouldTakeARequeuedPictureForStuckOnlyWhenTheQueueIsEmpty() {
    assertEquals(Verdict.IN_PROGRESS, BUSY.judge(OLD, claimed(Instant.EPOCH)));
    assertEquals(Verdict.STUCK, QUIET.judge(OLD, claimed(Instant.EPOCH)));
  }

  @Test
  void shouldUseTheLowestPossibleSequencers() {
    assertEquals("0".repeat(32), Comparison.sequencer(Verdict.MISSING, Optional.empty()));
    assertEquals(
        "05" + "0".repeat(29) + "1", Comparison.sequencer(Verdict.STALE, finished("earlier")));
    assertEquals("07", Comparison.sequencer(Verdict.STUCK, claimed(Instant.EPOCH)));
  }

  @Test
  void shouldNotCallARowWithALiveClaimAbandoned() {
    assertTrue(QUIET.isAbandoned(finished("etag").orElseThrow()));
    assertFalse(QUIET.isAbandoned(claimed(NOW.plusSeconds(30)).orElseThrow()));
    assertFalse(BUSY.isAbandoned(claimed(Instant.EPOCH).orElseThrow()));
  }

  private static ObjectFacts object(Duration age) {
    return new ObjectFacts("a.jpg", "etag", 1, NOW.minus(age));
  }

  private static Optional<RowFacts> finished(String eTag) {
    return Optional.of(
        new RowFacts(
            new RowId("a.jpg", "DetectFaces"),
            Optional.of("05" + "0".repeat(30)),
            eTag,
            Optional.of("bucket"),
            Optional.empty()));
  }

  private static Optional<RowFacts> claimed(Instant until) {
    return Optional.of(
        new RowFacts(
            new RowId("a.jpg", "DetectFaces"),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.of(new RowFacts.ClaimFacts("07", "token", until))));
  }
}
