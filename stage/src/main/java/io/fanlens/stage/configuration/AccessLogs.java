package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Where Amazon S3 logs the requests to the buckets.
 *
 * @param on whether it does at all
 * @param bucket an existing bucket's name; empty for one that the stack makes
 */
public record AccessLogs(boolean on, String bucket) {

  private static final String KEY = "accessLogs";

  /** An older bucket may have dots in its name. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  static AccessLogs read(Block stage) {
    JsonNode value = stage.value(KEY);
    stage.describe(KEY, "false", "true, false or an existing bucket's name");
    if (value.isMissingNode() || value.isBoolean()) {
      return new AccessLogs(value.asBoolean(), "");
    }
    if (value.isTextual() && BUCKET.matcher(value.textValue()).matches()) {
      return new AccessLogs(true, value.textValue());
    }
    stage.refuse(KEY, value, "write true for a bucket that the stack makes, or name a bucket");
    return new AccessLogs(false, "");
  }

  public boolean toOwnBucket() {
    return on && bucket.isEmpty();
  }
}
