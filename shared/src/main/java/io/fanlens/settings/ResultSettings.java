package io.fanlens.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How results are stored.
 *
 * @param answerBucket bucket of answers that are too large for a row; empty for none
 * @param maxRowBytes larger rows store their answer in that bucket
 * @param expireAfterDays when rows expire; 0 for never
 * @param indexByHour whether each row has a key for the index by hour
 * @param removeWithPicture whether the rows of a removed picture are removed
 */
public record ResultSettings(
    String answerBucket,
    int maxRowBytes,
    int expireAfterDays,
    boolean indexByHour,
    boolean removeWithPicture) {

  /**
   * An item may have 409,600 bytes. What is left here is for the claim of the picture's next
   * version, which is added to the row, and for the expiry.
   */
  public static final int LARGEST_ROW_BYTES = 400_000;

  public static final int SMALLEST_ROW_BYTES = 4_096;
  public static final int LONGEST_DAYS = 3_650;

  /** No bucket, no expiry, no further index. */
  public static final ResultSettings PLAIN =
      new ResultSettings("", LARGEST_ROW_BYTES, 0, false, true);

  public ResultSettings {
    answerBucket = answerBucket == null ? "" : answerBucket;
    if (maxRowBytes < SMALLEST_ROW_BYTES || maxRowBytes > LARGEST_ROW_BYTES) {
      throw new IllegalArgumentException(
          "results.maxRowBytes is %d; give %d to %d"
              .formatted(maxRowBytes, SMALLEST_ROW_BYTES, LARGEST_ROW_BYTES));
    }
    if (expireAfterDays < 0 || expireAfterDays > LONGEST_DAYS) {
      throw new IllegalArgumentException(
          "results.expireAfterDays is %d; give 1 to %d, or 0 for never"
              .formatted(expireAfterDays, LONGEST_DAYS));
    }
  }

  public Optional<Duration> expiry() {
    return expireAfterDays == 0 ? Optional.empty() : Optional.of(Duration.ofDays(expireAfterDays));
  }
}
