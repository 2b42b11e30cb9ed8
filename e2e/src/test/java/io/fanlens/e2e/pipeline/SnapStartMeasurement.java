package io.fanlens.e2e.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaEvent.ChildOutput;
import io.fanlens.local.lambda.LambdaEvent.ChildReady;
import io.fanlens.local.lambda.LambdaEvent.InvocationEnded;
import io.fanlens.local.lambda.LambdaOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what priming spares the first batch of a process. Not part of any build: run it with
 * {@code -Dit.test=SnapStartMeasurement}. Each run is a new process; the servers are warm.
 */
class SnapStartMeasurement {

  private static final int RUNS = 7;

  @TempDir Path directory;

  @Test
  void shouldSayWhatPrimingSpares() {
    measure("not primed", false);
    measure("primed", true);
  }

  private void measure(String what, boolean primed) {
    var events = new ConcurrentLinkedQueue<LambdaEvent>();
    try (PipelineCloud cloud =
        new PipelineOptions(directory)
            .lambda(primed ? SnapStartIT.snapshotted() : LambdaOptions.builder().maxChildren(1))
            .listener(events::add)
            .start()) {
      for (int run = 0; run <= RUNS; run++) {
        if (run == 1) {
          events.clear(); // the first one warmed the servers
        }
        String key = run + ".jpg";
        cloud.upload(key, PipelinePictures.face());
        cloud.awaitRow(key, PipelineCloud.FACES);
        cloud.awaitRow(key, PipelineCloud.LABELS);
        cloud.queue().awaitEmpty();
        cloud.cloud().children().forEach(ChildHandle::kill);
        Eventually.until("its end", () -> cloud.cloud().children().isEmpty());
      }
    }
    System.out.printf(
        "%s: start %d ms, priming %d ms, restore %d ms, first batch %d ms (medians of %d)%n",
        what,
        median(all(events, ChildReady.class).stream().map(e -> e.startup().toMillis()).toList()),
        median(logged(events, "primed for a snapshot")),
        median(logged(events, "restored from a snapshot")),
        median(
            all(events, InvocationEnded.class).stream().map(e -> e.duration().toMillis()).toList()),
        RUNS);
  }

  private static <T> List<T> all(Iterable<LambdaEvent> events, Class<T> kind) {
    List<T> all = new ArrayList<>();
    events.forEach(
        event -> {
          if (kind.isInstance(event)) {
            all.add(kind.cast(event));
          }
        });
    return all;
  }

  private static List<Long> logged(Iterable<LambdaEvent> events, String message) {
    return all(events, ChildOutput.class).stream()
        .map(ChildOutput::line)
        .filter(line -> line.contains(message))
        .map(SnapStartMeasurement::millis)
        .toList();
  }

  private static long millis(String line) {
    try {
      return new ObjectMapper().readTree(line).path("millis").longValue();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private static long median(List<Long> values) {
    return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
  }
}
