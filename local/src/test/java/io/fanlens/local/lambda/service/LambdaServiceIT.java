package io.fanlens.local.lambda.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.EventSourceMappingSpec;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaEvent.InvocationEnded;
import io.fanlens.local.lambda.LambdaEvent.Outcome;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.lambda.Timers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real child JVMs, fed from a real queue server: how many there are, and what they are fed. */
class LambdaServiceIT {

  private static SqsServer server;

  @TempDir private Path directory;
  private LambdaFixture lambda;

  @BeforeAll
  static void startServer() {
    server = new SqsServer();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void createQueue() throws IOException {
    lambda = new LambdaFixture(server, directory);
  }

  @Test
  void shouldRunNoChildWithoutMessagesAndDeleteWhatSucceeded() throws IOException {
    try (LambdaService service = lambda.start(lambda.mapping(10, true))) {
      assertEquals(List.of(), service.children());
      lambda.send("one", "two", "three");
      lambda.awaitDeleted(3);
    }
    assertEquals(0, lambda.left());
    assertEquals(3, lambda.lines("DONE ").size());
  }

  @Test
  void shouldHandOutFullBatchesOfTen() throws IOException {
    lambda.send(IntStream.range(0, 20).mapToObj(i -> "m" + i).toArray(String[]::new));
    try (LambdaService service = lambda.start(lambda.mapping(10, true))) {
      lambda.awaitDeleted(20);
      assertFalse(service.children().isEmpty());
    }
    assertEquals(List.of("10", "10"), lambda.lines("BATCH "));
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldFillABatchOverTenWithinItsWindow() throws IOException {
    lambda.send(IntStream.range(0, 25).mapToObj(i -> "m" + i).toArray(String[]::new));
    // The longest window there is: a full batch ends it at once.
    EventSourceMappingSpec mapping = lambda.mapping(25, true, Duration.ofMinutes(5));
    try (LambdaService service = lambda.start(mapping)) {
      lambda.awaitDeleted(25);
      assertEquals(1, service.children().size());
    }
    assertEquals(List.of("25"), lambda.lines("BATCH "));
  }

  @Test
  void shouldReturnOnlyTheMessagesThatTheFunctionNames() throws IOException {
    lambda.send("a", "fail b", "c", "fail d");
    try (LambdaService service = lambda.start(lambda.mapping(10, true))) {
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
  void shouldIgnoreNamedFailuresWhenTheMappingDoesNotReportThem() throws IOException {
    lambda.send("fail a");
    try (LambdaService service = lambda.start(lambda.mapping(10, false))) {
      assertEquals(1, lambda.await(InvocationEnded.class, e -> true).deleted());
      assertFalse(service.children().isEmpty());
    }
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldReplaceAChildKilledWhileIdle() throws IOException {
    try (LambdaService service = lambda.start(lambda.mapping(10, true))) {
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
  void shouldUseAFreeChildAgainAndStartAnotherOnlyForWorkInParallel() throws IOException {
    Path gate = directory.resolve("gate");
    try (LambdaService service = lambda.start(lambda.mapping(1, true))) {
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
    Duration idle = Duration.ofMinutes(7);
    LambdaOptions options = lambda.options().idleTimeout(idle).build();
    try (LambdaService service =
        lambda.start(lambda.function(), lambda.mapping(10, true), options)) {
      lambda.send("one");
      lambda.awaitDeleted(1);
      lambda.timers.end(idle);
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
    LambdaOptions options = lambda.options().closeGrace(Duration.ZERO).build();
    LambdaService service = lambda.start(lambda.function(), lambda.mapping(10, true), options);
    lambda.await(LambdaEvent.ChildOutput.class, e -> e.line().startsWith("SEEN"));
    long pid = service.children().getFirst().pid();
    service.close();
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    assertEquals(1, lambda.left());
    assertEquals(0, lambda.deleted());
  }

  @Test
  void shouldLoseNothingOfManyMessagesWhenChildrenAreKilledAtRandom() throws IOException {
    int count = 200;
    lambda.send(IntStream.range(0, count).mapToObj(i -> "m" + i).toArray(String[]::new));
    // A child that is killed while it starts is a failed start, after which there is a pause.
    LambdaOptions options =
        lambda
            .options()
            .timers(Timers::real)
            .startTimeout(Duration.ofHours(1))
            .startRetry(Duration.ofMillis(1), Duration.ofMillis(1))
            .build();
    try (LambdaService service =
        lambda.start(lambda.function(), lambda.mapping(10, true), options)) {
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
    lambda.queue.fail("receiveMessage", 4);
    try (LambdaService service = lambda.start(lambda.mapping(10, true))) {
      lambda.awaitDeleted(1);
      assertEquals(1, service.children().size());
    }
    assertEquals(4, lambda.all(LambdaEvent.QueueFault.class).size());
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldTryADeletionAgainAndNotTheMessage() throws IOException {
    lambda.send("one", "two");
    lambda.queue.fail("deleteMessageBatch", 3);
    try (LambdaService service = lambda.start(lambda.mapping(10, true))) {
      lambda.awaitDeleted(2);
      assertEquals(1, service.children().size());
    }
    assertEquals(2, lambda.lines("DONE ").size());
    assertEquals(0, lambda.left());
  }
}
