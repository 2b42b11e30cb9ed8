package io.fanlens.local.s3;

import java.util.List;

/** Sends S3 events to queues, named by ARN. */
public interface NotificationSink {

  boolean exists(String queueArn);

  /** Sends up to 10 messages, in order. After an exception they are sent again. */
  void send(String queueArn, List<String> bodies);
}
