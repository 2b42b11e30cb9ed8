package io.fanlens.result;

import io.fanlens.settings.Operation;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table of results: one row for each picture and operation. Each method is atomic in the table,
 * so any number of workers may call them at once. Each throws {@link WriteInterruptedException}
 * when its thread is interrupted meanwhile.
 */
public interface Rows {

  /**
   * Claims a version.
   *
   * @param until the claim's end; afterwards another worker may take it over
   * @param messageSentAt of the queue's message: a message sent after its picture was dead-lettered
   *     is a redrive and may claim it again
   */
  Claim claim(PictureVersion version, Operation operation, Instant until, Instant messageSentAt);

  /**
   * Replaces the claim by the row.
   *
   * @return whether the row is durable; false when the claim was lost to a newer version or a
   *     removal, and nothing is left to do
   * @throws ClaimLostException when another worker has this very version: the row is still owed
   * @throws ResultTableUnavailableException when it is not known whether the row is durable; a
   *     repeated call with the same token writes it at most once
   */
  boolean finish(
      PictureVersion version, Operation operation, String token, Map<String, AttributeValue> row);

  /**
   * Releases the claim, so that the next attempt need not wait for its end.
   *
   * @param attemptCounts false when nothing was really tried: waiting for capacity is not an
   *     attempt
   */
  void release(PictureVersion version, Operation operation, String token, boolean attemptCounts);

  /**
   * Releases it within {@link io.fanlens.settings.Timings#CLEAN_UP}, or not at all: the function's
   * time is over.
   */
  void releaseQuickly(
      PictureVersion version, Operation operation, String token, boolean attemptCounts);

  /**
   * Releases the claim of a picture that was given up, but for which no dead letter could be sent,
   * as quickly. The attempt counts, and whoever claims it next learns why.
   */
  void giveUpLater(
      PictureVersion version, Operation operation, String token, Claim.Failure failure);

  /**
   * Drops the claim of a version that no longer exists, and the row with it if it has no answer.
   */
  void abandon(PictureVersion version, Operation operation, String token);

  /**
   * Removes the row and the claim of a picture that was removed, each unless it is of a newer
   * version. A removal with a version id, from a versioned bucket, only touches what is of that
   * version: the row of one may stay while the claim of another one goes, and the other way round.
   */
  void remove(PictureVersion removal, Operation operation);
}
