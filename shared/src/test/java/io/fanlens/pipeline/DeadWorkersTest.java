package io.fanlens.pipeline;

import static io.fanlens.pipeline.TestPipeline.MAX_ATTEMPTS;
import static io.fanlens.pipeline.TestPipeline.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.pipeline.queue.BatchOrder;
import io.fanlens.settings.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Pictures whose last worker died, in a batch with others. */
class DeadWorkersTest {

  private static final Operation FACES = Operation.DETECT_FACES;

  private final TestPipeline pipeline = new TestPipeline();

  @Test
  void shouldTakeOverAfterAllOthersOfTheBatchAndAlone() throws Exception {
    List<String> suspects = List.of("dead-1.jpg", "dead-2.jpg", "dead-3.jpg");
    suspects.forEach(key -> pipeline.claimAndDie(key, FACES));
    List<String> batch = new ArrayList<>(suspects);
    List.of("a.jpg", "b.jpg", "c.jpg").forEach(batch::add);
    List<String> running = Collections.synchronizedList(new ArrayList<>());
    List<String> begun = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch allHaveStarted = new CountDownLatch(batch.size());
    pipeline.pictures =
        new FakePictures(
            version -> {
              begun.add(version.key());
              running.add(version.key());
              if (suspects.contains(version.key())) {
                assertEquals(List.of(version.key()), running, "alone");
              } else {
                await(allHaveStarted); // so the suspects had time to step aside
              }
              running.remove(version.key());
              return TestPipeline.JPEG;
            });
    BatchOrder order = new BatchOrder(batch.size());
    MessageProcessor processor = pipeline.processor();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (String key : batch) {
        results.add(
            threads.submit(
                () -> {
                  allHaveStarted.countDown();
                  return processor.process(
                      TestPipeline.message(1, put(key)), pipeline.deadline(), order);
                }));
      }
      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
    }
    assertEquals(suspects, begun.subList(3, 6).stream().sorted().toList(), begun.toString());
    assertEquals("2", pipeline.row("dead-1.jpg", FACES).get("attempts").n());
    assertEquals("1", pipeline.row("a.jpg", FACES).get("attempts").n());
  }

  @Test
  void shouldLeaveNoAttemptOfOneThatOnlyWaitedToRunAlone() {
    pipeline.claimAndDie("dead.jpg", FACES);
    BatchOrder crowded = new BatchOrder(2); // the other one never ends
    pipeline.now = pipeline.now.plusSeconds(45); // 15 s are left, all for a call and its row
    MessageProcessor processor = pipeline.processor();
    assertFalse(
        processor.process(
            TestPipeline.message(1, put("dead.jpg")), pipeline.now.plusSeconds(15), crowded));
    assertEquals(List.of("Later WAITS_ALONE"), pipeline.ended);
    assertEquals(1, pipeline.queue.requeued.size());
    assertEquals(List.of(), pipeline.calls);
    assertTrue(pipeline.process(put("dead.jpg")));
    assertEquals("2", pipeline.row("dead.jpg", FACES).get("attempts").n(), "it died once");
  }

  @Test
  void shouldRunAllOperationsOfOneThatRunsAlone() {
    pipeline.operations = List.of(FACES, Operation.DETECT_LABELS);
    pipeline.claimAndDie("dead.jpg", FACES);
    pipeline.claimAndDie("dead.jpg", Operation.DETECT_LABELS);
    assertTrue(pipeline.process(put("dead.jpg")));
    assertEquals(List.of("DetectFaces", "DetectLabels"), pipeline.calls);
    assertEquals(1, pipeline.rows.releases, "alone already");
  }

  @Test
  void shouldNotStepAsideWithOneThatIsGivenUpAnyway() {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      pipeline.claimAndDie("dead.jpg", FACES);
    }
    assertTrue(pipeline.process(new BatchOrder(2), put("dead.jpg")));
    assertEquals(List.of("NEVER_ENDED"), pipeline.queue.deadLetters);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
