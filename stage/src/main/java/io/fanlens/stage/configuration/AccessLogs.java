package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Whether and where Amazon S3 logs the requests to the buckets.
 *
 * @param on whether requests are logged
 * @param bucket name of an existing bucket; empty for one that the stack creates
 */
public record AccessLogs(boolean on, String bucket) {

  private static final String KEY = "accessLogs";

  /** Names of older buckets may contain dots. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  static AccessLogs read(ConfigurationBlock stage) {
    JsonNode value = stage.value(KEY);
    stage.describe(KEY, "false", "true, false or an existing bucket's name");
    if (value.isMissingNode() || value.isBoolean()) {
      return new AccessLogs(value.asBoolean(), "");
    }
    if (value.isTextual() && BUCKET.matcher(value.textValue()).matches()) {
      return new AccessLogs(true, value.textValue());
    }
    stage.reject(KEY, value, "give true, for a bucket of the stack, or a bucket's name");
    return new AccessLogs(false, "");
  }

  public boolean usesOwnBucket() {
    return on && bucket.isEmpty();
  }
}
