package io.fanlens.local.s3;

import java.util.List;

/**
 * The notification configuration of a bucket.
 *
 * @param toEventBridge whether every change is sent to EventBridge too
 */
record BucketNotifications(List<NotificationRule> rules, boolean toEventBridge) {

  static final BucketNotifications NONE = new BucketNotifications(List.of(), false);

  BucketNotifications {
    rules = List.copyOf(rules);
  }
}
