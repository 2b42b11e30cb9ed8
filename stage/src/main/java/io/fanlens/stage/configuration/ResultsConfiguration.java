package io.fanlens.stage.configuration;

import io.fanlens.settings.ResultSettings;

/**
 * The block {@code results} of a stage.
 *
 * @param maxRowBytes rows that would be larger keep their answer in a bucket
 * @param expireAfterDays when results expire; 0 for never
 * @param indexByHour whether the table has an index of all rows by hour
 * @param events whether results are told to Amazon EventBridge
 * @param removeWithPicture whether the rows of a removed picture are removed
 */
public record ResultsConfiguration(
    int maxRowBytes,
    int expireAfterDays,
    boolean indexByHour,
    boolean events,
    boolean removeWithPicture) {

  static ResultsConfiguration read(Block stage) {
    Block block = stage.block("results");
    ResultsConfiguration results =
        new ResultsConfiguration(
            block.wholeNumber(
                "maxRowBytes",
                ResultSettings.LARGEST_ROW_BYTES,
                ResultSettings.SMALLEST_ROW_BYTES,
                ResultSettings.LARGEST_ROW_BYTES),
            block.wholeNumber("expireAfterDays", 0, 0, ResultSettings.LONGEST_DAYS),
            block.truth("indexByHour", false),
            block.truth("events", true),
            block.truth("removeWithPicture", true));
    block.refuseUnknownKeys();
    return results;
  }

  /** The functions' part. */
  ResultSettings settings(String answerBucket) {
    return new ResultSettings(
        answerBucket, maxRowBytes, expireAfterDays, indexByHour, removeWithPicture);
  }
}
