package io.fanlens.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.functions.Priming.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PrimingTest {

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @Test
  void shouldContinueAfterAFailedStep() {
    Priming priming = new Priming(Duration.ofMinutes(1), Duration.ofMinutes(1));
    List<String> failed =
        priming.run(
            List.of(
                new Step("one", () -> done.add("one")),
                new Step(
                    "two",
                    () -> {
                      throw new NoClassDefFoundError("two");
                    }),
                new Step("three", () -> done.add("three"))));
    assertEquals(List.of("two"), failed);
    assertEquals(List.of("one", "three"), done);
  }

  @Test
  void shouldAbandonAStepThatHangsAndIgnoresInterrupts() {
    CountDownLatch end = new CountDownLatch(1);
    List<String> failed = List.of("stuck", "next");
    List<String> done = List.of();
    // A busy machine may need longer for the second step than the time that the first one gets.
    for (int millis = 50; failed.contains("next") && millis < 300_000; millis *= 2) {
      // Its own: an abandoned step of the round before may still end.
      List<String> ended = Collections.synchronizedList(new ArrayList<>());
      failed =
          new Priming(Duration.ofMillis(millis), Duration.ofMinutes(30))
              .run(
                  List.of(
                      new Step("stuck", () -> hang(end)),
                      new Step("next", () -> ended.add("next"))));
      done = ended;
    }
    end.countDown();
    assertEquals(List.of("stuck"), failed);
    assertEquals(List.of("next"), done);
  }

  @Test
  void shouldStartNoStepWhenItsTimeIsUp() {
    Priming priming = new Priming(Duration.ofMinutes(1), Duration.ZERO);
    assertEquals(
        List.of("one", "two"),
        priming.run(List.of(new Step("one", () -> hang(null)), new Step("two", () -> hang(null)))));
  }

  private static boolean hang(CountDownLatch end) throws InterruptedException {
    if (end == null) {
      new CountDownLatch(1).await();
    }
    boolean ended = false;
    while (!ended) {
      try {
        end.await();
        ended = true;
      } catch (InterruptedException e) {
        ended = false; // as native code would
      }
    }
    return true;
  }
}
