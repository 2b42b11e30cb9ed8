package io.fanlens.stage.configuration;

import io.fanlens.settings.ResultSettings;
import io.fanlens.settings.Settings;
import java.util.regex.Pattern;

/**
 * The table of results and the block {@code results} of a stage.
 *
 * @param table name of the table
 * @param maxRowBytes the answer of a larger row is stored in a bucket
 * @param expireAfterDays when results expire; 0 for never
 * @param indexByHour whether the table has an index of all rows by hour
 * @param events whether results are published to Amazon EventBridge
 * @param removeWithPicture whether a picture's removal removes its rows
 */
public record ResultsConfiguration(
    String table,
    int maxRowBytes,
    int expireAfterDays,
    boolean indexByHour,
    boolean events,
    boolean removeWithPicture) {

  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  static ResultsConfiguration read(ConfigurationBlock stage) {
    String table =
        stage.text(
            "table",
            Settings.DEFAULT_TABLE,
            TABLE,
            "3 to 255 letters, digits, hyphens, dots and underscores");
    ConfigurationBlock block = stage.block("results");
    ResultsConfiguration results =
        new ResultsConfiguration(
            table,
            block.wholeNumber(
                "maxRowBytes",
                ResultSettings.LARGEST_ROW_BYTES,
                ResultSettings.SMALLEST_ROW_BYTES,
                ResultSettings.LARGEST_ROW_BYTES),
            block.wholeNumber("expireAfterDays", 0, 0, ResultSettings.LONGEST_DAYS),
            block.flag("indexByHour", false),
            block.flag("events", true),
            block.flag("removeWithPicture", true));
    block.rejectUnknownKeys();
    return results;
  }

  /** The part that the function reads. */
  ResultSettings settings(String answerBucket) {
    return new ResultSettings(
        answerBucket, maxRowBytes, expireAfterDays, indexByHour, removeWithPicture);
  }
}
