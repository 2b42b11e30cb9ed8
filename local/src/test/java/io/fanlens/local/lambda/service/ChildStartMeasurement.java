package io.fanlens.local.lambda.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaEvent.ChildOutput;
import io.fanlens.local.lambda.LambdaEvent.ChildReady;
import io.fanlens.local.lambda.LambdaEvent.InvocationEnded;
import io.fanlens.local.lambda.LambdaOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the start of a child. Not part of any build: run it with {@code
 * -Dtest=ChildStartMeasurement}.
 */
class ChildStartMeasurement {
  private static final int RUNS = 9;

  @TempDir Path directory;

  @Test
  void shouldStartFasterWithACache() throws IOException {
    Duration without = measure("without a cache", LambdaOptions.DEFAULT);
    LambdaOptions cached = LambdaOptions.builder().aotCache(directory.resolve("aot")).build();
    try (SqsServer server = new SqsServer()) {
      LambdaFixture lambda = new LambdaFixture(server, directory);
      firstAnswer(lambda, cached);
      System.out.println("recording: " + lambda.all(LambdaEvent.Notice.class));
    }
    assertTrue(measure("with a cache", cached).compareTo(without) < 0);
  }

  private Duration measure(String what, LambdaOptions options) throws IOException {
    List<Duration> ready = new ArrayList<>();
    List<Duration> answer = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      try (SqsServer server = new SqsServer()) {
        LambdaFixture lambda = new LambdaFixture(server, directory);
        answer.add(firstAnswer(lambda, options));
        ready.add(lambda.all(ChildReady.class).getFirst().startup());
        lambda.all(ChildOutput.class).stream()
            .map(ChildOutput::line)
            .filter(line -> line.contains("warning"))
            .forEach(System.out::println);
      }
    }
    System.out.printf(
        "%s: to the first next %d ms, to the first answer %d ms (medians of %d)%n",
        what, median(ready).toMillis(), median(answer).toMillis(), RUNS);
    return median(answer);
  }

  private static Duration firstAnswer(LambdaFixture lambda, LambdaOptions options)
      throws IOException {
    lambda.send("one");
    try (LambdaService service =
        lambda.start(lambda.function(), lambda.mapping(10, true), options)) {
      InvocationEnded end = lambda.await(InvocationEnded.class, e -> true);
      assertTrue(service.children().size() == 1);
      return lambda.all(ChildReady.class).getFirst().startup().plus(end.duration());
    }
  }

  private static Duration median(List<Duration> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }
}
