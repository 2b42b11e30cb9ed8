package io.fanlens.stage.configuration;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The block {@code bucket} of a stage: where pictures come from, and which of its keys are
 * pictures.
 *
 * @param existing name of a bucket that is there already; empty for one of the stack's own
 * @param existingKeyArn the AWS KMS key that the existing bucket is encrypted with; empty for none
 * @param keys whose events are told
 */
public record BucketConfiguration(String existing, String existingKeyArn, KeyFilters keys) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws:kms:([a-z0-9-]+):[0-9]{12}:key/[A-Za-z0-9-]+");

  /** Amazon EventBridge's limit of a rule's pattern, and what of it stands beside the keys. */
  private static final int MOST_IN_A_PATTERN = 2_048;

  private static final int EMPTY_PATTERN = 220;

  static BucketConfiguration read(Block stage, String homeRegion, NamesConfiguration names) {
    Block block = stage.block("bucket");
    String existing =
        block.text(
            "existing",
            "",
            NAME,
            "give a bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens");
    String keyArn =
        block.text(
            "existingKeyArn",
            "",
            KEY_ARN,
            "give the ARN of a key, such as arn:aws:kms:us-east-1:111122223333:key/1234abcd");
    if (!existing.isEmpty() && !names.bucket().isEmpty()) {
      block.note("existing", "an existing bucket has its name already; leave names.bucket out");
    }
    if (existing.isEmpty() && !keyArn.isEmpty()) {
      block.note("existingKeyArn", "is for an existing bucket; name it under existing");
    }
    Matcher key = KEY_ARN.matcher(keyArn);
    if (key.matches() && !key.group(1).equals(homeRegion)) {
      block.note(
          "existingKeyArn",
          "the key is in %s, but the bucket must be in homeRegion %s, and its key with it"
              .formatted(key.group(1), homeRegion));
    }
    KeyFilters keys = KeyFilters.read(block);
    int pattern =
        EMPTY_PATTERN + existing.length() + StageJson.tree(keys.pattern()).toString().length();
    if (!existing.isEmpty() && pattern > MOST_IN_A_PATTERN) {
      block.noteHere(
          "the prefixes and suffixes make an event pattern of %d characters, and Amazon EventBridge takes %d; give fewer"
              .formatted(pattern, MOST_IN_A_PATTERN));
    }
    BucketConfiguration bucket = new BucketConfiguration(existing, keyArn, keys);
    block.refuseUnknownKeys();
    return bucket;
  }

  public boolean isExisting() {
    return !existing.isEmpty();
  }

  public boolean hasKey() {
    return !existingKeyArn.isEmpty();
  }

  /** What Amazon S3 calls a rule's filter; one of none lets every key pass. */
  public List<KeyFilters.Pair> pairs() {
    return keys.pairs();
  }
}
