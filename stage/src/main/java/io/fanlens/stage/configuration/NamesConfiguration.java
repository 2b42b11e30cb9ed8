package io.fanlens.stage.configuration;

import java.util.regex.Pattern;

/**
 * The block {@code names} of a stage: names that AWS CloudFormation would make up otherwise. Empty
 * for those it may.
 *
 * @param bucket of the pictures' bucket, one of its kind in all of AWS
 * @param function of the function
 * @param queue of the queue; the dead-letter queues are called after it
 */
public record NamesConfiguration(String bucket, String function, String queue) {

  static final NamesConfiguration NONE = new NamesConfiguration("", "", "");

  /** What Amazon S3 allows, but for dots, with which TLS would not fit the bucket's host name. */
  private static final Pattern BUCKET =
      Pattern.compile(
          "(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"
              + "(?<!-s3alias|--ol-s3|--x-s3|--table-s3)");

  private static final String BUCKET_WAY_OUT =
      "give 3 to 63 lower-case letters, digits and hyphens, such as acme-pictures-2026";

  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Amazon SQS takes 80 letters; the rest is for the ending of a dead-letter queue. */
  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  static NamesConfiguration read(Block stage) {
    Block block = stage.block("names");
    NamesConfiguration names =
        new NamesConfiguration(
            block.text("bucket", "", BUCKET, BUCKET_WAY_OUT),
            block.text(
                "function", "", FUNCTION, "give 1 to 64 letters, digits, hyphens and underscores"),
            block.text(
                "queue", "", QUEUE, "give 1 to 60 letters, digits, hyphens and underscores"));
    block.refuseUnknownKeys();
    return names;
  }

  /** The queue's name with an ending; null, for a generated one, where the queue has none. */
  public String queue(String ending) {
    return queue.isEmpty() ? null : queue + ending;
  }

  public String bucketOrNull() {
    return bucket.isEmpty() ? null : bucket;
  }

  public String functionOrNull() {
    return function.isEmpty() ? null : function;
  }
}
