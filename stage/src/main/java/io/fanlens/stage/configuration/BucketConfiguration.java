package io.fanlens.stage.configuration;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The block {@code bucket} of a stage: where pictures come from, and which objects are pictures.
 *
 * @param existing name of an existing bucket; empty for one that the stack creates
 * @param existingKeyArn the AWS KMS key that the existing bucket is encrypted with; empty for none
 * @param keys which object keys are pictures
 */
public record BucketConfiguration(String existing, String existingKeyArn, KeyFilters keys) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws:kms:([a-z0-9-]+):[0-9]{12}:key/[A-Za-z0-9-]+");

  /** Amazon EventBridge's limit of a rule's pattern. */
  private static final int MAX_PATTERN_LENGTH = 2_048;

  /** The pattern without bucket name and keys. */
  private static final int EMPTY_PATTERN_LENGTH = 220;

  static BucketConfiguration read(
      ConfigurationBlock stage, String homeRegion, NamesConfiguration names) {
    ConfigurationBlock block = stage.block("bucket");
    String existing = block.text("existing", "", NAME, "a bucket's name");
    String keyArn = block.text("existingKeyArn", "", KEY_ARN, "a KMS key's ARN");
    if (!existing.isEmpty() && !names.bucket().isEmpty()) {
      block.addError("existing", "cannot be combined with names.bucket; remove one of the two");
    }
    if (existing.isEmpty() && !keyArn.isEmpty()) {
      block.addError(
          "existingKeyArn", "applies to an existing bucket only; name one under bucket.existing");
    }
    Matcher key = KEY_ARN.matcher(keyArn);
    if (key.matches() && !key.group(1).equals(homeRegion)) {
      block.addError(
          "existingKeyArn",
          "the key is in %s; bucket and key must be in homeRegion %s"
              .formatted(key.group(1), homeRegion));
    }
    KeyFilters keys = KeyFilters.read(block);
    int pattern =
        EMPTY_PATTERN_LENGTH
            + existing.length()
            + keys.patterns().stream()
                .mapToInt(rule -> StageJson.tree(rule).toString().length())
                .max()
                .orElseThrow();
    if (!existing.isEmpty() && pattern > MAX_PATTERN_LENGTH) {
      block.addError(
          "the prefixes and suffixes make an event pattern of %d characters; Amazon EventBridge allows %d, so give fewer"
              .formatted(pattern, MAX_PATTERN_LENGTH));
    }
    BucketConfiguration bucket = new BucketConfiguration(existing, keyArn, keys);
    block.rejectUnknownKeys();
    return bucket;
  }

  public boolean isExisting() {
    return !existing.isEmpty();
  }

  public boolean hasKey() {
    return !existingKeyArn.isEmpty();
  }

  /** One for each filter rule of the bucket's notification. */
  public List<KeyFilters.Pair> pairs() {
    return keys.pairs();
  }
}
