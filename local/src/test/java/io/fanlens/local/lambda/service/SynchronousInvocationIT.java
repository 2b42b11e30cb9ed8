package io.fanlens.local.lambda.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.lambda.Invoked;
import io.fanlens.local.lambda.LambdaEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real child JVM that is invoked and waited for, without a queue. */
class SynchronousInvocationIT {
  @TempDir private Path directory;

  @Test
  void shouldAnswerFailAndThrottleBeyondTheReservedConcurrency() throws Exception {
    try (SqsServer server = new SqsServer()) {
      LambdaFixture lambda = new LambdaFixture(server, directory);
      try (LambdaService service =
          LambdaService.start(
              lambda.function(), Optional.of(1), lambda, lambda.options().build())) {
        assertEquals(new Invoked.Answered("{\"a\":1}"), service.invoke(event("answer {'a':1}")));
        Invoked failed = service.invoke(event("throw"));
        assertTrue(
            assertInstanceOf(Invoked.Failed.class, failed).reason().contains("as notifications"),
            failed.toString());

        Path gate = directory.resolve("gate");
        CompletableFuture<Invoked> first = new CompletableFuture<>();
        Thread.startVirtualThread(() -> first.complete(invoke(service, "wait " + gate)));
        lambda.await(
            LambdaEvent.ChildOutput.class, output -> output.line().equals("SEEN wait " + gate));
        assertEquals(new Invoked.Throttled(), service.invoke(event("answer {}")));
        Files.createFile(gate);
        assertInstanceOf(Invoked.Answered.class, first.get());
        assertEquals(new Invoked.Answered("{}"), service.invoke(event("answer {}")));
      }
    }
  }

  private static Invoked invoke(LambdaService service, String body) {
    try {
      return service.invoke(event(body));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String event(String body) {
    return "{\"Records\": [{\"messageId\": \"1\", \"body\": \"%s\", \"attributes\": {\"ApproximateReceiveCount\": \"1\"}}]}"
        .formatted(body.replace("'", "\\\""));
  }
}
