package io.fanlens.local.s3;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notification settings of all buckets, and what follows from them at each change. */
final class Notifications implements ObservedStore.Observer, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

  private final Map<String, List<NotificationRule>> rules = new ConcurrentHashMap<>();
  private final NotificationSink sink;
  private final EventDelivery delivery;
  private final NotificationRights rights;
  private final String region;
  private final InstantSource clock;

  Notifications(
      NotificationSink sink, NotificationRights rights, String region, InstantSource clock) {
    this.rights = rights;
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
      rights
          .refusal(bucket, rule.queueArn())
          .ifPresent(
              sentence -> {
                throw S3Error.invalidArgument(
                    "Unable to validate the following destination configurations: " + sentence);
              });
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
      if (rule.matches(change) && isLetIn(change.bucket(), rule.queueArn())) {
        delivery.send(rule.queueArn(), EventMessage.of(change, rule.id(), region, clock.instant()));
      }
    }
  }

  private boolean isLetIn(String bucket, String queueArn) {
    Optional<String> refusal = rights.refusal(bucket, queueArn);
    refusal.ifPresent(sentence -> LOG.warn("An S3 event is lost: {}", sentence));
    return refusal.isEmpty();
  }

  @Override
  public void close() {
    delivery.close();
  }
}
