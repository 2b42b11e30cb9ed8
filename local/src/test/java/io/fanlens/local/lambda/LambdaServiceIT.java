package io.fanlens.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.lambda.LambdaEvent.InvocationEnded;
import io.fanlens.local.lambda.LambdaEvent.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real child JVMs, fed from a real queue server. */
class LambdaServiceIT {
  /**
   * Longer than any child takes to start on a busy machine, so that nothing is handed out twice.
   */
  private static final Duration VISIBILITY = Duration.ofSeconds(60);

  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir Path directory;
  private LambdaFixture lambda;

  @BeforeEach
  void startQueue() throws IOException {
    lambda = new LambdaFixture(directory, VISIBILITY);
  }

  @AfterEach
  void stopQueue() {
    lambda.close();
  }

  @Test
  void shouldRunNoChildWithoutMessagesAndDeleteWhatSucceeded() throws IOException {
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, true))) {
      assertEquals(List.of(), service.children());
      lambda.send("one", "two", "three");
      lambda.awaitDeleted(3);
    }
    assertEquals(0, lambda.left());
    assertEquals(3, lambda.lines("DONE ").size());
  }

  @Test
  void shouldGiveTheFunctionTheEnvironmentOfLambdaAndNothingElse() throws IOException {
    FunctionSpec function = lambda.function(Duration.ofSeconds(30), Map.of("TABLE", "rows"));
    try (LambdaService service = lambda.start(function, lambda.mapping(1, true))) {
      lambda.send("env");
      lambda.awaitDeleted(1);
      assertEquals(1, service.children().size());
    }
    List<String> environment = lambda.lines("ENV ");
    assertTrue(environment.contains("TABLE=rows"), environment::toString);
    assertTrue(environment.contains("AWS_REGION=eu-west-1"), environment::toString);
    assertTrue(environment.contains("AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256"));
    assertTrue(environment.stream().noneMatch(line -> line.startsWith("HOME=")));
    long heap = Long.parseLong(lambda.lines("HEAP ").getFirst());
    assertTrue(heap > 200L << 20 && heap < 218L << 20, "heap " + heap);
    int left = Integer.parseInt(lambda.lines("LEFT ").getFirst());
    assertTrue(left > 20_000 && left <= 30_000, "left " + left);
    assertEquals(
        List.of("arn:aws:lambda:eu-west-1:000000000000:function:scripted"), lambda.lines("ARN "));
  }

  @Test
  void shouldSendTheEventAsLambdaWritesIt() throws IOException {
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(1, true))) {
      lambda.send("event");
      lambda.awaitDeleted(1);
      assertEquals(1, service.children().size());
    }
    String event = lambda.lines("EVENT ").getFirst();
    for (String part :
        List.of(
            "\"eventSource\":\"aws:sqs\"",
            "\"ApproximateReceiveCount\":\"1\"",
            "\"SentTimestamp\":\"",
            "\"SenderId\":\"",
            "\"ApproximateFirstReceiveTimestamp\":\"",
            "\"md5OfBody\":\"4119639092e62c55ea8be348e4d9260d\"")) {
      assertTrue(event.contains(part), () -> part + " is missing in " + event);
    }
  }

  @Test
  void shouldHandOutFullBatchesOfTen() throws IOException {
    lambda.send(IntStream.range(0, 20).mapToObj(i -> "m" + i).toArray(String[]::new));
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, true))) {
      lambda.awaitDeleted(20);
      assertFalse(service.children().isEmpty());
    }
    assertEquals(List.of("10", "10"), lambda.lines("BATCH "));
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldFillABatchOverTenWithinItsWindow() throws IOException {
    lambda.send(IntStream.range(0, 25).mapToObj(i -> "m" + i).toArray(String[]::new));
    EventSourceMappingSpec mapping = lambda.mapping(25, true, Duration.ofSeconds(5));
    try (LambdaService service = lambda.start(lambda.function(), mapping)) {
      lambda.awaitDeleted(25);
      assertEquals(1, service.children().size());
    }
    assertEquals(List.of("25"), lambda.lines("BATCH "));
  }

  @Test
  void shouldReturnOnlyTheMessagesThatTheFunctionNames() throws IOException {
    lambda.comeBackAfter(SOON);
    lambda.send("a", "fail b", "c", "fail d");
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, true))) {
      InvocationEnded first = lambda.await(InvocationEnded.class, e -> true);
      assertEquals(Outcome.PARTLY_FAILED, first.outcome());
      assertEquals(2, first.deleted());
      assertEquals(2, first.returned());
      lambda.awaitDeleted(4);
      assertFalse(service.children().isEmpty());
    }
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldIgnoreNamedFailuresWhenTheMappingDoesNotAskForThem() throws IOException {
    lambda.send("fail a");
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, false))) {
      assertEquals(1, lambda.await(InvocationEnded.class, e -> true).deleted());
      assertFalse(service.children().isEmpty());
    }
    assertEquals(0, lambda.left());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "halt",
        "throw",
        "oom",
        "answer {not json",
        "answer {\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "answer {\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "answer {\"batchItemFailures\":[{\"itemIdentifier\":\"nobody\"}]}"
      })
  void shouldReturnTheWholeBatchAndLoseNothingWhen(String failure) throws IOException {
    lambda.comeBackAfter(SOON);
    lambda.send(failure, "second", "third");
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, true))) {
      InvocationEnded first = lambda.await(InvocationEnded.class, e -> true);
      assertNotEquals(Outcome.SUCCEEDED, first.outcome());
      assertEquals(0, first.deleted());
      assertEquals(3, first.returned());
      lambda.awaitDeleted(3);
      assertFalse(service.children().isEmpty());
    }
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldKillAChildThatOverrunsItsTimeAndReturnTheBatch() throws IOException {
    lambda.comeBackAfter(SOON);
    lambda.send("sleep");
    FunctionSpec function = lambda.function(Duration.ofMillis(1500), Map.of());
    try (LambdaService service = lambda.start(function, lambda.mapping(10, true))) {
      InvocationEnded first = lambda.await(InvocationEnded.class, e -> true);
      assertEquals(Outcome.TIMED_OUT, first.outcome());
      assertTrue(first.duration().toMillis() >= 1500, first::toString);
      assertTrue(first.duration().toMillis() < 10_000, first::toString);
      lambda.await(LambdaEvent.ChildTimedOut.class, e -> e.requestId().equals(first.requestId()));
      lambda.awaitDeleted(1);
      assertFalse(service.children().isEmpty());
    }
    assertEquals(2, lambda.all(LambdaEvent.ChildStarted.class).size());
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldReturnTheBatchOfAChildKilledFromOutside() throws IOException {
    lambda.comeBackAfter(SOON);
    lambda.send("wait " + directory.resolve("never"));
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, true))) {
      lambda.await(LambdaEvent.ChildOutput.class, e -> e.line().startsWith("SEEN"));
      service.children().getFirst().kill();
      var crash = lambda.await(LambdaEvent.ChildCrashed.class, e -> true);
      assertEquals(137, crash.exitStatus());
      assertTrue(crash.requestId().isPresent());
      lambda.awaitDeleted(1);
    }
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldReplaceAChildKilledWhileIdle() throws IOException {
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, true))) {
      lambda.send("one");
      lambda.awaitDeleted(1);
      service.children().getFirst().kill();
      lambda.await(LambdaEvent.ChildCrashed.class, e -> e.requestId().isEmpty());
      lambda.send("two");
      lambda.awaitDeleted(2);
    }
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldTellWhyInitFailedAndRecoverWithoutAHotLoop() throws IOException {
    lambda.comeBackAfter(SOON);
    Path needed = directory.resolve("needed");
    FunctionSpec function =
        lambda.function(Duration.ofSeconds(30), Map.of("NEEDED_FILE", needed.toString()));
    lambda.send("one", "two");
    try (LambdaService service = lambda.start(function, lambda.mapping(10, true))) {
      long begin = System.nanoTime();
      var failures = lambda.awaitCount(LambdaEvent.ChildInitFailed.class, e -> true, 3);
      // Waits of 200 and 400 ms lie between three starts.
      assertTrue(System.nanoTime() - begin > 600_000_000L);
      String message = failures.getFirst().message();
      assertTrue(message.contains("the needed file is not there"), message);
      assertEquals(2, lambda.left());
      Files.createFile(needed);
      lambda.awaitDeleted(2);
      assertFalse(service.children().isEmpty());
    }
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldTellTheLastLinesOfAChildThatExitsInInit() throws IOException {
    FunctionSpec function = lambda.function(Duration.ofSeconds(30), Map.of("INIT", "exit"));
    lambda.send("one");
    try (LambdaService service = lambda.start(function, lambda.mapping(10, true))) {
      String message = lambda.await(LambdaEvent.ChildInitFailed.class, e -> true).message();
      assertTrue(message.contains("status 3"), message);
      assertTrue(message.contains("about to exit in init"), message);
      assertTrue(service.children().size() <= 1);
    }
    assertEquals(1, lambda.left());
  }

  @Test
  void shouldUseAFreeChildAgainAndStartAnotherOnlyForWorkInParallel() throws IOException {
    Path gate = directory.resolve("gate");
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(1, true))) {
      lambda.send("one");
      lambda.awaitDeleted(1);
      lambda.send("two");
      lambda.awaitDeleted(2);
      assertEquals(1, service.children().size());
      lambda.send("wait " + gate, "wait " + gate, "wait " + gate);
      lambda.awaitCount(LambdaEvent.ChildOutput.class, e -> e.line().startsWith("SEEN wait"), 2);
      // Two children are the limit: the third message stays visible in the queue.
      assertEquals(2, service.children().size());
      Files.createFile(gate);
      lambda.awaitDeleted(5);
    }
    assertEquals(2, lambda.all(LambdaEvent.ChildStarted.class).size());
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldEndIdleChildrenAndStartAgainWhenNeeded() throws IOException {
    LambdaOptions options = lambda.options().withIdleTimeout(Duration.ofMillis(300));
    try (LambdaService service =
        LambdaService.start(
            lambda.function(), lambda.mapping(10, true), lambda.sqs, lambda, options)) {
      lambda.send("one");
      lambda.awaitDeleted(1);
      lambda.await(LambdaEvent.ChildStopped.class, e -> e.reason().startsWith("idle"));
      lambda.send("two");
      lambda.awaitDeleted(2);
      assertEquals(2, lambda.all(LambdaEvent.ChildStarted.class).size());
      assertTrue(service.children().size() <= 1);
    }
  }

  @Test
  void shouldEndAllProcessesAndHandNothingOutAfterClose() throws IOException {
    lambda.send("wait " + directory.resolve("never"));
    LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, true));
    lambda.await(LambdaEvent.ChildOutput.class, e -> e.line().startsWith("SEEN"));
    long pid = service.children().getFirst().pid();
    service.close();
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    assertEquals(1, lambda.left());
    assertEquals(0, lambda.deleted());
  }

  @Test
  void shouldLoseNothingOfManyMessagesWhenChildrenAreKilledAtRandom() throws IOException {
    lambda.comeBackAfter(SOON);
    int count = 200;
    lambda.send(IntStream.range(0, count).mapToObj(i -> "m" + i).toArray(String[]::new));
    try (LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, true))) {
      for (int kill = 1; kill <= 4; kill++) {
        int batches = 3 * kill;
        lambda.awaitCount(
            LambdaEvent.ChildOutput.class, e -> e.line().startsWith("BATCH"), batches);
        service.children().forEach(ChildHandle::kill);
      }
      lambda.awaitDeleted(count);
    }
    assertEquals(0, lambda.left());
    assertEquals(count, new HashSet<>(lambda.lines("DONE ")).size());
  }

  @Test
  void shouldWaitOutAQueueThatCannotBeReached() throws IOException {
    lambda.send("one");
    try (LambdaService service =
        LambdaService.start(
            lambda.function(),
            lambda.mapping(10, true),
            lambda.failing("receiveMessage", 4),
            lambda,
            lambda.options())) {
      lambda.awaitDeleted(1);
      assertEquals(1, service.children().size());
    }
    assertEquals(4, lambda.all(LambdaEvent.QueueTrouble.class).size());
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldTryADeletionAgainAndNotTheMessage() throws IOException {
    lambda.send("one", "two");
    try (LambdaService service =
        LambdaService.start(
            lambda.function(),
            lambda.mapping(10, true),
            lambda.failing("deleteMessageBatch", 3),
            lambda,
            lambda.options())) {
      lambda.awaitDeleted(2);
      assertEquals(1, service.children().size());
    }
    assertEquals(2, lambda.lines("DONE ").size());
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldRecordAStartCacheAndUseIt() throws IOException {
    LambdaOptions options = lambda.options().withAotCache(directory.resolve("aot"));
    for (int run = 1; run <= 2; run++) {
      try (LambdaService service =
          LambdaService.start(
              lambda.function(), lambda.mapping(10, true), lambda.sqs, lambda, options)) {
        lambda.send("env");
        lambda.awaitDeleted(run);
        assertEquals(1, service.children().size());
      }
    }
    // Recorded once, by the first run's child, when it ended.
    assertEquals(
        1,
        lambda.all(LambdaEvent.Notice.class).stream()
            .filter(notice -> notice.message().startsWith("Children start faster"))
            .count());
  }
}
