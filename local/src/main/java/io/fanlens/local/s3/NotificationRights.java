package io.fanlens.local.s3;

import java.util.Optional;

/** Decides whether a queue takes the events of a bucket: what the queue's own policy says. */
@FunctionalInterface
public interface NotificationRights {

  /** Every queue takes everything. */
  NotificationRights ALL = (bucket, queueArn) -> Optional.empty();

  /** The sentence to refuse with; empty when the queue takes it. */
  Optional<String> refusal(String bucket, String queueArn);
}
