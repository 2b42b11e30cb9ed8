package io.fanlens.operations.redrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedriveTest {

  private final FakeDeadLetterQueue box = new FakeDeadLetterQueue();

  @Test
  void shouldSendEveryLetterBackOnce() throws Exception {
    for (int i = 0; i < 1_234; i++) {
      box.add("letter-" + i, i % 2 == 0 ? "ILL" : DeadLetter.RECEIVED_TOO_OFTEN);
    }
    Redrive.Report report = run(Optional.empty(), false);
    assertEquals(Map.of("ILL", 617L, DeadLetter.RECEIVED_TOO_OFTEN, 617L), report.sentBack());
    assertEquals(1_234, new HashSet<>(box.sentBodies).size());
    assertEquals(1_234, box.sentBodies.size());
    assertEquals(Set.of(), box.visibleIds());
    assertEquals(Map.of(), box.taken);
  }

  @Test
  void shouldLeaveUnreadableLettersUnlessAskedForThem() throws Exception {
    box.add("good", "ILL");
    box.add("bad", DeadLetter.UNREADABLE);
    assertEquals(Map.of("ILL", 1L), run(Optional.empty(), false).sentBack());
    assertEquals(Set.of("bad"), box.visibleIds());
    assertEquals(
        Map.of(DeadLetter.UNREADABLE, 1L),
        run(Optional.of(DeadLetter.UNREADABLE), false).sentBack());
    assertEquals(Set.of(), box.visibleIds());
  }

  @Test
  void shouldShowLettersOfOtherReasonsAgain() throws Exception {
    for (int i = 0; i < 100; i++) {
      box.add("ill-" + i, "ILL");
      box.add("slow-" + i, "SLOW");
    }
    Redrive.Report report = run(Optional.of("SLOW"), false);
    assertEquals(Map.of("ILL", 100L, "SLOW", 100L), report.letters());
    assertEquals(Map.of("SLOW", 100L), report.sentBack());
    assertEquals(100, box.visibleIds().size());
    assertTrue(box.visibleIds().stream().allMatch(id -> id.startsWith("ill-")));
    assertEquals(Map.of(), box.taken);
  }

  @Test
  void shouldSendOneCopyForSeveralLettersOfOneMessage() throws Exception {
    for (int i = 0; i < 10; i++) {
      box.add("letter-" + i, "ILL", FakeDeadLetterQueue.NOW.minusSeconds(60), "body-" + i / 2);
    }
    assertEquals(10, run(Optional.empty(), false).totalSentBack());
    assertEquals(5, box.sentBodies.size());
    assertEquals(Map.of(), box.taken);
  }

  @Test
  void shouldOnlyCountInADryRun() throws Exception {
    box.add("one", "ILL");
    box.add("two", DeadLetter.UNREADABLE);
    Redrive.Report report = run(Optional.empty(), true);
    assertEquals(2, report.total());
    assertEquals(0, report.totalSentBack());
    assertEquals(List.of(), box.sentBodies);
    assertEquals(Set.of("one", "two"), box.visibleIds());
  }

  @Test
  void shouldKeepLettersThatTheQueueDidNotTake() throws Exception {
    box.add("taken", "ILL");
    box.add("refused", "ILL");
    box.refused = Set.of("refused");
    assertEquals(1, run(Optional.empty(), false).totalSentBack());
    assertEquals(Set.of("refused"), box.visibleIds());
  }

  @Test
  void shouldRatherSendTwiceThanLoseALetterWhenItIsCutOff() {
    box.add("one", "ILL");
    box.failsToDelete = new IllegalStateException("cut off");
    assertThrows(IllegalStateException.class, () -> run(Optional.empty(), false));
    assertEquals(List.of("body of one"), box.sentBodies);
    assertEquals(Set.of("one"), box.visibleIds());
  }

  @Test
  void shouldNotSendBackWhatFailedAgainSinceTheStart() throws Exception {
    box.add("old", "ILL");
    box.add("new", "ILL", FakeDeadLetterQueue.NOW, "body");
    assertEquals(1, run(Optional.empty(), false).totalSentBack());
    assertEquals(Set.of("new"), box.visibleIds());
  }

  @Test
  void shouldStopWhenTooManyLettersAreInTheWay() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      box.add("letter-" + i, "ILL");
    }
    Redrive.Report report = new Redrive(box, Optional.of("SLOW"), false, 200).run(handled -> {});
    assertFalse(report.complete());
    assertTrue(box.mostTaken <= 200 + 8 * 10, "in flight: " + box.mostTaken);
    assertEquals(1_000, box.visibleIds().size());
  }

  private Redrive.Report run(Optional<String> reason, boolean dryRun) throws InterruptedException {
    return new Redrive(box, reason, dryRun, Redrive.MOST_ASIDE).run(handled -> {});
  }
}
