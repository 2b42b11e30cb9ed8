package io.fanlens.pipeline;

import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.pipeline.queue.QueueMessage;
import io.fanlens.result.Claim;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;

/**
 * A version of a picture, claimed for one operation.
 *
 * @param message the queue's message that it came with
 */
record ClaimedPicture(
    PictureVersion version,
    OperationSettings configured,
    ImageOperation operation,
    QueueMessage message,
    Claim.Granted claim) {

  Operation name() {
    return operation.operation();
  }

  String token() {
    return claim.token();
  }

  int attempt() {
    return claim.attempt();
  }
}
