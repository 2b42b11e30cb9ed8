package io.fanlens.local.lambda.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.lambda.EventSourceMappingSpec;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaEvent.InvocationEnded;
import io.fanlens.local.lambda.LambdaEvent.Outcome;
import io.fanlens.local.lambda.LambdaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a child's runtime has to do, under Amazon's runtime interface client and the plain one. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@EnumSource(names = {"AMAZON", "PLAIN"})
class FunctionRuntimeIT {

  private static SqsServer server;

  @Parameter private FunctionRuntime runtime;
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
    Assumptions.assumeTrue(
        runtime == FunctionRuntime.PLAIN || System.getProperty("os.name").contains("Linux"));
    lambda = new LambdaFixture(server, directory);
  }

  private LambdaOptions.Builder options() {
    return lambda.options().runtime(runtime);
  }

  private LambdaService start(FunctionSpec function, int batchSize) throws IOException {
    return lambda.start(function, lambda.mapping(batchSize, true), options().build());
  }

  @Test
  void shouldGiveTheFunctionTheEnvironmentOfLambdaAndNothingElse() throws IOException {
    FunctionSpec function = lambda.function(Map.of("TABLE", "rows"));
    try (LambdaService service = start(function, 1)) {
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
  }

  @Test
  void shouldTellTheFunctionOfItsInvocation() throws IOException {
    try (LambdaService service = start(lambda.function(), 1)) {
      lambda.send("env");
      lambda.awaitDeleted(1);
      assertEquals(1, service.children().size());
    }
    int left = Integer.parseInt(lambda.lines("LEFT ").getFirst());
    assertTrue(left > 0 && left <= LambdaFixture.TIMEOUT.toMillis(), "left " + left);
    assertEquals(
        List.of("arn:aws:lambda:eu-west-1:000000000000:function:scripted"), lambda.lines("ARN "));
    var started = lambda.all(LambdaEvent.InvocationStarted.class).getFirst();
    assertEquals(List.of(started.requestId()), lambda.lines("REQUEST "));
    assertTrue(lambda.lines("TRACE ").getFirst().startsWith("Root=1-"), "the trace header");
    assertEquals(List.of("scripted 256"), lambda.lines("FUNCTION "));
    assertEquals(List.of("Größe 😀"), lambda.lines("TEXT "));
  }

  @Test
  void shouldSendTheEventAsLambdaWritesIt() throws IOException {
    try (LambdaService service = start(lambda.function(), 1)) {
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
  void shouldCallAHandlerThatTakesAndGivesObjects() throws IOException {
    FunctionSpec function = lambda.function(TypedFunction.class.getName(), Map.of());
    lambda.send("typed");
    try (LambdaService service = start(function, 1)) {
      InvocationEnded first = lambda.await(InvocationEnded.class, e -> true);
      assertEquals(Outcome.PARTLY_FAILED, first.outcome());
      lambda.awaitDeleted(1);
      assertFalse(service.children().isEmpty());
    }
    assertEquals(List.of("1", "2"), lambda.lines("RECEIVES "));
  }

  @Test
  void shouldReturnTheWholeBatchAndLoseNothingWhateverHappens() throws IOException {
    Map<String, Set<Outcome>> failures = new LinkedHashMap<>();
    failures.put("throw", Set.of(Outcome.FAILED));
    failures.put("answer {not json", Set.of(Outcome.BAD_ANSWER));
    for (String id : List.of("\"\"", "null", "\"nobody\"")) {
      failures.put(
          "answer {\"batchItemFailures\":[{\"itemIdentifier\":" + id + "}]}",
          Set.of(Outcome.BAD_ANSWER));
    }
    failures.put("halt", Set.of(Outcome.CRASHED));
    // It may be out of memory for its report, too.
    failures.put("oom", Set.of(Outcome.FAILED, Outcome.CRASHED));
    // A batch waits until it is full, so each is one of three.
    EventSourceMappingSpec mapping = lambda.mapping(3, true, Duration.ofMinutes(5));
    try (LambdaService service = lambda.start(lambda.function(), mapping, options().build())) {
      int settled = 0;
      for (var failure : failures.entrySet()) {
        lambda.send(failure.getKey(), "second", "third");
        InvocationEnded first =
            lambda.awaitCount(InvocationEnded.class, e -> true, 2 * settled + 1).get(2 * settled);
        assertTrue(failure.getValue().contains(first.outcome()), failure.getKey() + first);
        assertEquals(0, first.deleted(), failure.getKey());
        assertEquals(3, first.returned(), failure.getKey());
        settled++;
        lambda.awaitDeleted(3 * settled);
      }
      assertFalse(service.children().isEmpty());
    }
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldKillAChildThatOverrunsItsTimeAndReturnTheBatch() throws IOException {
    lambda.send("sleep");
    try (LambdaService service = start(lambda.function(), 10)) {
      lambda.await(LambdaEvent.ChildOutput.class, e -> e.line().startsWith("SEEN"));
      lambda.timers.end(LambdaFixture.TIMEOUT);
      InvocationEnded first = lambda.await(InvocationEnded.class, e -> true);
      assertEquals(Outcome.TIMED_OUT, first.outcome());
      assertEquals("no answer within 900000 ms", first.reason());
      lambda.await(LambdaEvent.ChildTimedOut.class, e -> e.requestId().equals(first.requestId()));
      lambda.awaitDeleted(1);
      assertFalse(service.children().isEmpty());
    }
    assertEquals(2, lambda.all(LambdaEvent.ChildStarted.class).size());
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldReturnTheBatchOfAChildKilledFromOutside() throws IOException {
    lambda.send("wait " + directory.resolve("never"));
    try (LambdaService service = start(lambda.function(), 10)) {
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
  void shouldTellWhyInitFailedAndRecoverWithoutAHotLoop() throws IOException {
    Path needed = directory.resolve("needed");
    FunctionSpec function = lambda.function(Map.of("NEEDED_FILE", needed.toString()));
    Duration first = Duration.ofMinutes(3);
    LambdaOptions options = options().startRetry(first, first.multipliedBy(2)).build();
    lambda.send("one", "two");
    // A batch waits until it is full, so each is of two.
    EventSourceMappingSpec mapping = lambda.mapping(2, true, Duration.ofMinutes(5));
    try (LambdaService service = lambda.start(function, mapping, options)) {
      Duration pause = first;
      for (int failures = 1; failures <= 3; failures++) {
        var all = lambda.awaitCount(LambdaEvent.ChildInitFailed.class, e -> true, failures);
        assertTrue(all.getLast().message().contains("the needed file is not there"), all::toString);
        assertEquals(2, lambda.left());
        if (failures == 3) {
          Files.createFile(needed);
        }
        lambda.awaitCount(
            LambdaEvent.BatchNotInvoked.class, e -> e.messageIds().size() == 2, failures);
        // Nothing starts before its pause is over: three minutes, six, and no more than six.
        assertEquals(failures, lambda.all(LambdaEvent.ChildStarted.class).size());
        lambda.timers.end(pause);
        pause = first.multipliedBy(2);
      }
      lambda.awaitDeleted(2);
      assertFalse(service.children().isEmpty());
    }
    assertEquals(4, lambda.all(LambdaEvent.ChildStarted.class).size());
    assertEquals(0, lambda.left());
  }

  @Test
  void shouldTellTheLastLinesOfAChildThatExitsInInit() throws IOException {
    FunctionSpec function = lambda.function(Map.of("INIT", "exit"));
    lambda.send("one");
    try (LambdaService service = start(function, 10)) {
      String message = lambda.await(LambdaEvent.ChildInitFailed.class, e -> true).message();
      assertTrue(message.contains("status 3"), message);
      assertTrue(message.contains("about to exit in init"), message);
      assertTrue(service.children().size() <= 1);
    }
    assertEquals(1, lambda.left());
  }

  @Test
  void shouldRecordAStartCacheAndUseIt() throws IOException {
    LambdaOptions options = options().aotCache(directory.resolve("aot")).build();
    for (int run = 1; run <= 2; run++) {
      try (LambdaService service =
          lambda.start(lambda.function(), lambda.mapping(10, true), options)) {
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
