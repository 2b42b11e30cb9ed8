package io.fanlens.local.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventDeliveryTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:000000000000:q";
  private static final String GONE = "arn:aws:sqs:eu-west-1:000000000000:gone";

  @Test
  void shouldDeliverAllInOrderDespiteFailures() throws Exception {
    int count = 1_000;
    List<String> delivered = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(count);
    NotificationSink sink =
        new NotificationSink() {
          @Override
          public boolean exists(String queueArn) {
            return queueArn.equals(QUEUE);
          }

          @Override
          public void send(String queueArn, List<String> bodies) {
            assertTrue(bodies.size() <= 10, bodies.size() + " in a batch");
            if (queueArn.equals(GONE) || calls.incrementAndGet() == 2) {
              throw new IllegalStateException("not now");
            }
            delivered.addAll(bodies);
            bodies.forEach(body -> all.countDown());
          }
        };

    try (EventDelivery delivery = new EventDelivery(sink)) {
      for (int i = 0; i < count; i++) {
        delivery.send(QUEUE, "message " + i);
        if (i == count / 2) {
          delivery.send(GONE, "nobody wants this");
        }
      }
      assertTrue(all.await(2, TimeUnit.MINUTES), all.getCount() + " messages did not come");
    }

    assertEquals(IntStream.range(0, count).mapToObj(i -> "message " + i).toList(), delivered);
  }
}
