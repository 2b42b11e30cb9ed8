package io.fanlens.redrive;

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

  private final FakeDeadLetterQueue queue = new FakeDeadLetterQueue();

  @Test
  void shouldRedriveEveryDeadLetterOnce() throws Exception {
    for (int i = 0; i < 1_234; i++) {
      queue.add("deadLetter-" + i, i % 2 == 0 ? "SERVICE_FAULT" : DeadLetter.RECEIVED_TOO_OFTEN);
    }
    Redrive.Report report = run(Optional.empty(), false);
    assertEquals(
        Map.of("SERVICE_FAULT", 617L, DeadLetter.RECEIVED_TOO_OFTEN, 617L), report.redriven());
    assertEquals(1_234, new HashSet<>(queue.sentBodies).size());
    assertEquals(1_234, queue.sentBodies.size());
    assertEquals(Set.of(), queue.visibleIds());
    assertEquals(Map.of(), queue.received);
  }

  @Test
  void shouldLeaveUnreadableMessagesUnlessTheyAreRequested() throws Exception {
    queue.add("good", "SERVICE_FAULT");
    queue.add("bad", DeadLetter.UNREADABLE);
    assertEquals(Map.of("SERVICE_FAULT", 1L), run(Optional.empty(), false).redriven());
    assertEquals(Set.of("bad"), queue.visibleIds());
    assertEquals(
        Map.of(DeadLetter.UNREADABLE, 1L),
        run(Optional.of(DeadLetter.UNREADABLE), false).redriven());
    assertEquals(Set.of(), queue.visibleIds());
  }

  @Test
  void shouldReleaseDeadLettersOfOtherReasons() throws Exception {
    for (int i = 0; i < 100; i++) {
      queue.add("fault-" + i, "SERVICE_FAULT");
      queue.add("slow-" + i, "SLOW");
    }
    Redrive.Report report = run(Optional.of("SLOW"), false);
    assertEquals(Map.of("SERVICE_FAULT", 100L, "SLOW", 100L), report.deadLetters());
    assertEquals(Map.of("SLOW", 100L), report.redriven());
    assertEquals(100, queue.visibleIds().size());
    assertTrue(queue.visibleIds().stream().allMatch(id -> id.startsWith("fault-")));
    assertEquals(Map.of(), queue.received);
  }

  @Test
  void shouldSendOneCopyForSeveralDeadLettersOfOneMessage() throws Exception {
    for (int i = 0; i < 10; i++) {
      queue.add(
          "deadLetter-" + i,
          "SERVICE_FAULT",
          FakeDeadLetterQueue.NOW.minusSeconds(60),
          "body-" + i / 2);
    }
    assertEquals(10, run(Optional.empty(), false).totalRedriven());
    assertEquals(5, queue.sentBodies.size());
    assertEquals(Map.of(), queue.received);
  }

  @Test
  void shouldOnlyCountInADryRun() throws Exception {
    queue.add("one", "SERVICE_FAULT");
    queue.add("two", DeadLetter.UNREADABLE);
    Redrive.Report report = run(Optional.empty(), true);
    assertEquals(2, report.total());
    assertEquals(0, report.totalRedriven());
    assertEquals(List.of(), queue.sentBodies);
    assertEquals(Set.of("one", "two"), queue.visibleIds());
  }

  @Test
  void shouldKeepDeadLettersThatTheQueueRefused() throws Exception {
    queue.add("received", "SERVICE_FAULT");
    queue.add("refused", "SERVICE_FAULT");
    queue.refused = Set.of("refused");
    assertEquals(1, run(Optional.empty(), false).totalRedriven());
    assertEquals(Set.of("refused"), queue.visibleIds());
  }

  @Test
  void shouldRatherSendTwiceThanLoseADeadLetterWhenInterrupted() {
    queue.add("one", "SERVICE_FAULT");
    queue.failsToDelete = new IllegalStateException("cut off");
    assertThrows(IllegalStateException.class, () -> run(Optional.empty(), false));
    assertEquals(List.of("body of one"), queue.sentBodies);
    assertEquals(Set.of("one"), queue.visibleIds());
  }

  @Test
  void shouldNotRedriveWhatFailedAgainSinceTheStart() throws Exception {
    queue.add("old", "SERVICE_FAULT");
    queue.add("new", "SERVICE_FAULT", FakeDeadLetterQueue.NOW, "body");
    assertEquals(1, run(Optional.empty(), false).totalRedriven());
    assertEquals(Set.of("new"), queue.visibleIds());
  }

  @Test
  void shouldStopWhenTooManyDeadLettersAreSetAside() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      queue.add("deadLetter-" + i, "SERVICE_FAULT");
    }
    Redrive.Report report = new Redrive(queue, Optional.of("SLOW"), false, 200).run(handled -> {});
    assertFalse(report.complete());
    assertTrue(queue.maxReceived <= 200 + 8 * 10, "in flight: " + queue.maxReceived);
    assertEquals(1_000, queue.visibleIds().size());
  }

  @Test
  void shouldEndAPartEarlyAndLeaveTheRestVisible() throws Exception {
    for (int i = 0; i < 500; i++) {
      queue.add("deadLetter-" + i, i % 2 == 0 ? "SERVICE_FAULT" : DeadLetter.UNREADABLE);
    }
    Redrive.Report report = Redrive.part(queue, Optional.empty(), 100).run(handled -> {});
    assertFalse(report.complete());
    assertTrue(report.total() >= 100 && report.total() < 100 + 8 * 10, "read: " + report.total());
    assertEquals(500 - report.totalRedriven(), queue.visibleIds().size());
    assertTrue(Redrive.part(queue, Optional.empty(), 1_000).run(handled -> {}).complete());
  }

  private Redrive.Report run(Optional<String> reason, boolean dryRun) throws InterruptedException {
    return new Redrive(queue, reason, dryRun, Redrive.MAX_ASIDE).run(handled -> {});
  }
}
