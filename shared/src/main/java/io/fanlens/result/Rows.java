package io.fanlens.result;

import io.fanlens.settings.Operation;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table of results: one row for each picture and operation. Each method is atomic in the table,
 * so any number of workers may call them at once.
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
   * Drops the claim of a version that no longer exists, and the row with it if it has no answer.
   */
  void abandon(PictureVersion version, Operation operation, String token);

  /**
   * Removes the row of a picture that was removed, unless a newer version has it. A removal with a
   * version id, from a versioned bucket, only removes the row of that version.
   */
  void remove(PictureVersion removal, Operation operation);
}
