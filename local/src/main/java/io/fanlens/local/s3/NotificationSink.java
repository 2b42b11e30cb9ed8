package io.fanlens.local.s3;

import java.util.List;

/** Where S3 sends its events: queues, named by ARN. */
public interface NotificationSink {

  boolean exists(String queueArn);

  /**
   * Sends up to 10 messages, in order. An exception says that they may not have arrived; they are
   * sent again.
   */
  void send(String queueArn, List<String> bodies);
}
