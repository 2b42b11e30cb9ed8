package io.fanlens.aws;

import io.fanlens.result.FinishedRows;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.result.ResultTableUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Takes a removed version out of an item. The row and the claim in it may be of two versions, of
 * which a bucket with versions can lose either one: v1 has its row, v2 is in flight, and v1 is
 * deleted for good. Then only one of them goes.
 */
final class RowRemoval {

  /** Losing this often needs other workers within milliseconds; then the message is requeued. */
  private static final int TRIES = 5;

  private final ConditionalWrites writes;
  private final FinishedRows finished;
  private final PictureVersion removal;
  private final Map<String, AttributeValue> key;

  RowRemoval(
      ConditionalWrites writes,
      FinishedRows finished,
      PictureVersion removal,
      Map<String, AttributeValue> key) {
    this.writes = writes;
    this.finished = finished;
    this.removal = removal;
    this.key = key;
  }

  void run() {
    for (int tries = 0; tries < TRIES; tries++) {
      ConditionalWrites.Met whole = whole();
      if (whole.applied()) {
        finished.discard(whole.item());
        return;
      }
      Map<String, AttributeValue> item = whole.item();
      Optional<Map<String, AttributeValue>> claim = ConditionalWrites.claim(item);
      boolean rowGoes = item.containsKey(ResultRow.SEQUENCER) && isRemoved(item);
      boolean claimGoes = claim.isPresent() && isRemoved(claim.get());
      if (!rowGoes && !claimGoes) {
        return;
      }
      if (rowGoes ? onlyRow(item) : onlyClaim(writes, finished, key, item)) {
        return;
      }
    }
    throw new ResultTableUnavailableException(
        new IllegalStateException("a row changes faster than it can be removed"));
  }

  /** Deletes the item, if nothing in it is of another version. */
  private ConditionalWrites.Met whole() {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":sequencer", AttributeValue.fromS(removal.sequencer()));
    removal.versionId().ifPresent(id -> values.put(":versionId", AttributeValue.fromS(id)));
    return writes.delete(
        key,
        "(attribute_not_exists(sequencer) OR (%s)) AND (attribute_not_exists(claim) OR (%s))"
            .formatted(removed(""), removed("claim.")),
        values);
  }

  private String removed(String path) {
    String older = path + "sequencer < :sequencer";
    if (removal.versionId().isEmpty()) {
      return older;
    }
    String same = older + " AND (" + path + "versionId = :versionId";
    return isNullVersion() ? same + " OR attribute_not_exists(" + path + "versionId))" : same + ")";
  }

  /** The same condition on what was read; both are tested side by side. */
  private boolean isRemoved(Map<String, AttributeValue> part) {
    if (part.get(ResultRow.SEQUENCER).s().compareTo(removal.sequencer()) >= 0) {
      return false;
    }
    AttributeValue id = part.get(ResultRow.VERSION_ID);
    return removal.versionId().isEmpty()
        || (id == null ? isNullVersion() : id.s().equals(removal.versionId().get()));
  }

  private boolean isNullVersion() {
    return removal.versionId().filter(PictureVersion.NULL_ID::equals).isPresent();
  }

  /** Leaves the claim of another version, whose worker will write its row. */
  private boolean onlyRow(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> kept = new HashMap<>(key);
    kept.put("claim", item.get("claim"));
    ConditionalWrites.Met met =
        writes.put(
            kept,
            "sequencer = :row AND claim = :claim",
            Map.of(":row", item.get(ResultRow.SEQUENCER), ":claim", item.get("claim")));
    if (met.applied()) {
      finished.discard(met.item());
    }
    return met.applied();
  }

  /**
   * Leaves the row, an earlier answer. Its goneSequencer marks it as no new answer for stream
   * consumers.
   *
   * @param item as it was read; nothing happens if its claim has changed since
   */
  static boolean onlyClaim(
      ConditionalWrites writes,
      FinishedRows finished,
      Map<String, AttributeValue> key,
      Map<String, AttributeValue> item) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":claim", item.get("claim"));
    values.put(":gone", item.get("claim").m().get(ResultRow.SEQUENCER));
    String change = "REMOVE claim SET goneSequencer = :gone";
    Optional<AttributeValue> expiry = finished.expiry(item);
    if (expiry.isPresent()) {
      values.put(":expiry", expiry.get());
      change += ", expiresAt = :expiry";
    }
    return writes.update(key, change, "claim = :claim", values).applied();
  }
}
