package io.fanlens.local.rekognition.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CallLogTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldRecordTheOutcomeOfACall() {
    CallLog log = new CallLog(() -> now, 10);
    CallLog.Entry entry = log.begin("eu-west-1", "DetectFaces");
    assertEquals(Call.PENDING, log.all().getFirst().outcome());

    now = now.plusMillis(120);
    entry.object("photos/a.jpg");
    entry.end(Call.OK);

    assertEquals(
        List.of(
            new Call(
                1,
                now.minusMillis(120),
                "eu-west-1",
                "DetectFaces",
                "photos/a.jpg",
                "",
                "",
                "OK",
                120)),
        log.all());
    assertEquals(List.of(), log.since(now));
    assertEquals(1, log.since(now.minusMillis(120)).size());
  }

  @Test
  void shouldDropTheOldestWhenFull() {
    CallLog log = new CallLog(() -> now, 3);
    for (int i = 0; i < 5; i++) {
      log.begin("eu-west-1", "DetectFaces").end(Call.OK);
    }
    assertEquals(List.of(3L, 4L, 5L), log.all().stream().map(Call::number).toList());
  }

  @Test
  void shouldRecordEveryCallOfManyThreads() throws Exception {
    CallLog log = new CallLog(() -> now, 100_000);
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        all.add(
            executor.submit(
                () -> {
                  for (int i = 0; i < 2_000; i++) {
                    log.begin("eu-west-1", "DetectFaces").end(Call.OK);
                  }
                }));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertEquals(16_000, log.count(Call::isOk));
    assertEquals(16_000, log.all().getLast().number());
  }
}
