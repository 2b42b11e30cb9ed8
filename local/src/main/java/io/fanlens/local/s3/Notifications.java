package io.fanlens.local.s3;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The notification settings of all buckets, and what follows from them at each change. */
final class Notifications implements ObservedStore.Observer, AutoCloseable {

  private final Map<String, List<NotificationRule>> rules = new ConcurrentHashMap<>();
  private final NotificationSink sink;
  private final EventDelivery delivery;
  private final String region;
  private final InstantSource clock;

  Notifications(NotificationSink sink, String region, InstantSource clock) {
    this.sink = sink;
    this.delivery = new EventDelivery(sink);
    this.region = region;
    this.clock = clock;
  }

  List<NotificationRule> of(String bucket) {
    return rules.getOrDefault(bucket, List.of());
  }

  void set(String bucket, List<NotificationRule> wanted) {
    for (NotificationRule rule : wanted) {
      if (!sink.exists(rule.queueArn())) {
        throw S3Error.invalidArgument(
            "Unable to validate the following destination configurations: the destination queue"
                + " does not exist: "
                + rule.queueArn());
      }
    }
    rules.put(bucket, List.copyOf(wanted));
    for (NotificationRule rule : wanted) {
      delivery.send(rule.queueArn(), EventMessage.test(bucket, clock.instant()));
    }
  }

  @Override
  public void bucketDeleted(String bucket) {
    rules.remove(bucket);
  }

  @Override
  public void changed(ObjectChange change) {
    for (NotificationRule rule : of(change.bucket())) {
      if (rule.matches(change)) {
        delivery.send(rule.queueArn(), EventMessage.of(change, rule.id(), region, clock.instant()));
      }
    }
  }

  @Override
  public void close() {
    delivery.close();
  }
}
