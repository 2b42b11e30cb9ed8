package io.fanlens.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notification configurations of all buckets, applied to each change. */
final class Notifications implements ObservedStore.Observer, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

  private final Map<String, BucketNotifications> buckets = new ConcurrentHashMap<>();
  private final NotificationSink sink;
  private final EventBridge eventBridge;
  private final EventDelivery delivery;
  private final NotificationPermissions permissions;
  private final String region;
  private final InstantSource clock;

  Notifications(
      NotificationSink sink,
      NotificationPermissions permissions,
      EventBridge eventBridge,
      String region,
      InstantSource clock) {
    this.permissions = permissions;
    this.sink = sink;
    this.eventBridge = eventBridge;
    this.delivery = new EventDelivery(sink);
    this.region = region;
    this.clock = clock;
  }

  BucketNotifications of(String bucket) {
    return buckets.getOrDefault(bucket, BucketNotifications.NONE);
  }

  void set(String bucket, BucketNotifications wanted) {
    for (NotificationRule rule : wanted.rules()) {
      if (!sink.exists(rule.queueArn())) {
        throw S3Error.invalidArgument(
            "Unable to validate the following destination configurations: the destination queue"
                + " does not exist: "
                + rule.queueArn());
      }
      permissions
          .refusal(bucket, rule.queueArn())
          .ifPresent(
              sentence -> {
                throw S3Error.invalidArgument(
                    "Unable to validate the following destination configurations: " + sentence);
              });
    }
    buckets.put(bucket, wanted);
    for (NotificationRule rule : wanted.rules()) {
      delivery.send(rule.queueArn(), EventMessage.test(bucket, clock.instant()));
    }
  }

  @Override
  public void bucketDeleted(String bucket) {
    buckets.remove(bucket);
  }

  @Override
  public void changed(ObjectChange change) {
    BucketNotifications notifications = of(change.bucket());
    for (NotificationRule rule : notifications.rules()) {
      if (rule.matches(change) && isPermitted(change.bucket(), rule.queueArn())) {
        delivery.send(rule.queueArn(), EventMessage.of(change, rule.id(), region, clock.instant()));
      }
    }
    if (notifications.toEventBridge()) {
      ObjectNode event = BridgeMessage.of(change, region, clock.instant());
      eventBridge.take(event).forEach(queueArn -> delivery.send(queueArn, event.toString()));
    }
  }

  private boolean isPermitted(String bucket, String queueArn) {
    Optional<String> refusal = permissions.refusal(bucket, queueArn);
    refusal.ifPresent(sentence -> LOG.warn("An S3 event is lost: {}", sentence));
    return refusal.isEmpty();
  }

  @Override
  public void close() {
    delivery.close();
  }
}
