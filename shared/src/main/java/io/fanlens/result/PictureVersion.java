package io.fanlens.result;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One version of one object. The order of versions is the order of their sequencers.
 *
 * @param bucket name
 * @param key decoded; it is the row's {@code id}
 * @param sequencer hex text that grows with each change of the key; padded here so that text order
 *     is number order
 * @param eTag without quotes; empty for a removal
 * @param versionId of a versioned bucket
 * @param bytes size of the object
 * @param at when S3 recorded the change
 */
public record PictureVersion(
    String bucket,
    String key,
    String sequencer,
    String eTag,
    Optional<String> versionId,
    long bytes,
    Instant at) {

  /** S3 sends 16 to 18 digits, to be padded on the right before comparing. */
  private static final int SEQUENCER_DIGITS = 32;

  public PictureVersion {
    String digits = sequencer == null ? "" : sequencer.toUpperCase(Locale.ROOT);
    sequencer = digits + "0".repeat(Math.max(0, SEQUENCER_DIGITS - digits.length()));
  }

  /**
   * What S3 calls the version of an object that was stored without versioning. Its creation may
   * have been reported without an id.
   */
  public static final String NULL_ID = "null";

  /** The same without a version id. */
  public PictureVersion withoutId() {
    return new PictureVersion(bucket, key, sequencer, eTag, Optional.empty(), bytes, at);
  }

  /** Zero bytes and a key ending in a slash: what consoles create as a folder. */
  public boolean isFolderMarker() {
    return bytes == 0 && key.endsWith("/");
  }

  /** Replaces the key in logs. */
  public String loggedAs() {
    return KeyHash.of(key, 16);
  }
}
