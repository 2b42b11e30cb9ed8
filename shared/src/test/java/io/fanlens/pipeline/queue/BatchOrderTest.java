package io.fanlens.pipeline.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchOrderTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void shouldRunTheOnlyOneAtOnce() throws InterruptedException {
    BatchOrder order = new BatchOrder(1);
    try (BatchOrder.Place place = order.place()) {
      assertFalse(place.isAlone());
      assertTrue(place.awaitAlone(Duration.ZERO));
      assertTrue(place.isAlone());
    }
  }

  @Test
  void shouldNotRunBesideOneThatHasNotEnded() throws InterruptedException {
    BatchOrder order = new BatchOrder(2);
    try (BatchOrder.Place other = order.place();
        BatchOrder.Place late = order.place()) {
      assertFalse(late.awaitAlone(Duration.ZERO));
      assertFalse(late.isAlone());
      assertFalse(other.isAlone());
    }
  }

  @Test
  void shouldNotRunBesideOneThatIsAlone() throws InterruptedException {
    BatchOrder order = new BatchOrder(3);
    try (BatchOrder.Place first = order.place();
        BatchOrder.Place second = order.place();
        BatchOrder.Place third = order.place()) {
      first.close();
      assertFalse(second.awaitAlone(Duration.ZERO), "the third may run yet");
      assertTrue(third.awaitAlone(Duration.ZERO), "the second has stepped aside");
      assertFalse(second.awaitAlone(Duration.ZERO), "the third is alone");
      third.close();
      assertTrue(second.awaitAlone(Duration.ZERO));
    }
  }

  @Test
  void shouldCountEachPlaceOnce() throws InterruptedException {
    BatchOrder order = new BatchOrder(3);
    try (BatchOrder.Place first = order.place();
        BatchOrder.Place second = order.place()) {
      first.close();
      first.close();
      assertFalse(second.awaitAlone(Duration.ZERO), "the third may run yet");
      order.place().close();
      assertTrue(second.awaitAlone(Duration.ZERO));
    }
  }

  @Test
  void shouldRunThoseSetAsideLastAndOneByOne() throws Exception {
    int messages = 10;
    BatchOrder order = new BatchOrder(messages);
    List<String> ended = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger alone = new AtomicInteger();
    CountDownLatch othersMayEnd = new CountDownLatch(1);
    CountDownLatch asideAreWaiting = new CountDownLatch(4);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        boolean isAside = i < 4;
        results.add(
            threads.submit(
                () -> {
                  try (BatchOrder.Place place = order.place()) {
                    if (isAside) {
                      asideAreWaiting.countDown();
                      assertTrue(place.awaitAlone(LONG));
                      assertEquals(1, alone.incrementAndGet());
                      ended.add("aside");
                      alone.decrementAndGet();
                    } else {
                      othersMayEnd.await();
                      ended.add("other");
                    }
                    return true;
                  }
                }));
      }
      asideAreWaiting.await();
      othersMayEnd.countDown();
      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
    }
    assertEquals(6, ended.indexOf("aside"), ended.toString());
    assertEquals(messages, ended.size());
  }
}
