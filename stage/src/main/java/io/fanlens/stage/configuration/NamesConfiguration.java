package io.fanlens.stage.configuration;

import java.util.regex.Pattern;

/**
 * The block {@code names} of a stage: names of resources. Where one is empty, AWS CloudFormation
 * generates it.
 *
 * @param bucket of the pictures' bucket, unique in all of AWS
 * @param function of the function
 * @param queue of the queue, and the prefix of the dead-letter queues' names
 */
public record NamesConfiguration(String bucket, String function, String queue) {

  static final NamesConfiguration NONE = new NamesConfiguration("", "", "");

  /** Amazon S3 also allows dots, but then TLS certificates do not match the bucket's host name. */
  private static final Pattern BUCKET =
      Pattern.compile(
          "(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"
              + "(?<!-s3alias|--ol-s3|--x-s3|--table-s3)");

  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Amazon SQS allows 80 characters; the rest is for the suffix of a dead-letter queue. */
  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  static NamesConfiguration read(ConfigurationBlock stage) {
    ConfigurationBlock block = stage.block("names");
    NamesConfiguration names =
        new NamesConfiguration(
            block.text("bucket", "", BUCKET, "3 to 63 lower-case letters, digits and hyphens"),
            block.text(
                "function", "", FUNCTION, "1 to 64 letters, digits, hyphens and underscores"),
            block.text("queue", "", QUEUE, "1 to 60 letters, digits, hyphens and underscores"));
    block.rejectUnknownKeys();
    return names;
  }

  /** The queue's name with a suffix; null for a generated name. */
  public String queueOrNull(String suffix) {
    return queue.isEmpty() ? null : queue + suffix;
  }

  public String bucketOrNull() {
    return bucket.isEmpty() ? null : bucket;
  }

  public String functionOrNull() {
    return function.isEmpty() ? null : function;
  }
}
