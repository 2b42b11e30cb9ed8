package io.fanlens.local.s3;

import java.util.List;

/**
 * Whom a bucket tells of its changes.
 *
 * @param toEventBridge whether every change is told to EventBridge too
 */
record BucketNotifications(List<NotificationRule> rules, boolean toEventBridge) {

  static final BucketNotifications NONE = new BucketNotifications(List.of(), false);

  BucketNotifications {
    rules = List.copyOf(rules);
  }
}
