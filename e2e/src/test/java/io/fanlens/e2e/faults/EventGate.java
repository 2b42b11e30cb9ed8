package io.fanlens.e2e.faults;

import io.fanlens.e2e.Eventually;
import io.fanlens.local.s3.NotificationSink;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between S3 and the queue: remembers all events, and withholds those of some objects. */
final class EventGate implements NotificationSink {

  private final NotificationSink queue;
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Set<String> withheld = ConcurrentHashMap.newKeySet();

  EventGate(NotificationSink queue) {
    this.queue = queue;
  }

  /** From now on, the events of this object go nowhere. */
  void withhold(String key) {
    withheld.add(key);
  }

  /** The n-th event of an object, counted from 0; waits until it is there. */
  String event(String key, int n) {
    Eventually.until("event %d of %s".formatted(n, key), () -> of(key).size() > n);
    return of(key).get(n);
  }

  private List<String> of(String key) {
    return events.stream().filter(body -> isOf(body, key)).toList();
  }

  private static boolean isOf(String body, String key) {
    return body.contains("\"key\":\"" + key + "\"");
  }

  @Override
  public boolean exists(String queueArn) {
    return queue.exists(queueArn);
  }

  @Override
  public void send(String queueArn, List<String> bodies) {
    events.addAll(bodies);
    List<String> open =
        bodies.stream()
            .filter(body -> withheld.stream().noneMatch(key -> isOf(body, key)))
            .toList();
    if (!open.isEmpty()) {
      queue.send(queueArn, open);
    }
  }
}
