package io.fanlens.local.s3;

import java.util.Optional;

/** Decides whether a queue's policy permits the events of a bucket. */
@FunctionalInterface
public interface NotificationPermissions {

  /** Everything is permitted. */
  NotificationPermissions ALL = (bucket, queueArn) -> Optional.empty();

  /** The error message; empty when permitted. */
  Optional<String> refusal(String bucket, String queueArn);
}
