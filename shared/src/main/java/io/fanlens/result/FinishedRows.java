package io.fanlens.result;

import io.fanlens.settings.ResultSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Completes a finished row before it is written: an expiry, a key of the index by hour, and an
 * object for an answer that does not fit. That object's key is unique to the attempt, so an older
 * attempt cannot overwrite a newer answer; whoever replaces or removes the row discards it.
 */
public final class FinishedRows {

  private static final Logger LOG = LoggerFactory.getLogger(FinishedRows.class);

  /** Logged with an object that no row points to any more. */
  private static final String LEFT_BEHIND = "ANSWER_LEFT_BEHIND";

  /** Hex digits of the key's hash: enough to tell pictures apart. */
  private static final int HASH_DIGITS = 32;

  private final ResultSettings settings;
  private final Optional<AnswerStore> store;

  public FinishedRows(ResultSettings settings, Optional<AnswerStore> store) {
    this.settings = settings;
    this.store = store;
  }

  /** Writes rows unchanged. */
  public static FinishedRows plain() {
    return new FinishedRows(ResultSettings.PLAIN, Optional.empty());
  }

  /**
   * The row to write; a large answer is stored already.
   *
   * @param token of the claim under which it is written
   */
  public Map<String, AttributeValue> ready(Map<String, AttributeValue> row, String token) {
    Map<String, AttributeValue> ready = new LinkedHashMap<>(row);
    expiry(row).ifPresent(at -> ready.put(ResultRow.EXPIRES_AT, at));
    if (settings.indexByHour()) {
      ready.put(ResultRow.HOUR_SHARD, AttributeValue.fromS(ResultRow.hourShard(row)));
    }
    if (store.isEmpty() || ItemSize.of(ready) <= settings.maxRowBytes()) {
      return ready;
    }
    Map<String, AttributeValue> answer = ResultRow.answerOf(ready);
    AnswerLocation at = store.get().put(key(row, token), AnswerFile.write(answer));
    // Single values, such as the model's version, stay in the row.
    answer.forEach(
        (name, value) -> {
          if (value.hasL() || value.hasM()) {
            ready.remove(name);
          }
        });
    ready.put(AnswerLocation.ATTRIBUTE, at.attribute());
    return ready;
  }

  /** When the row expires, in seconds since 1970 as DynamoDB expects it. */
  public Optional<AttributeValue> expiry(Map<String, AttributeValue> row) {
    return settings.expiry().map(after -> expiry(row, after));
  }

  private static AttributeValue expiry(Map<String, AttributeValue> row, Duration after) {
    Instant finished = Instant.parse(row.get(ResultRow.FINISHED_AT).s());
    return AttributeValue.fromN(Long.toString(finished.plus(after).getEpochSecond()));
  }

  /**
   * Deletes the large answer of a row that is no longer in the table. A failure here must not fail
   * a finished write: an orphaned object costs little, and the log names it.
   */
  public void discard(Map<String, AttributeValue> row) {
    AnswerLocation.of(row)
        .ifPresent(
            at -> {
              try {
                store.ifPresent(each -> each.delete(at));
              } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("{} s3://{}/{}", LEFT_BEHIND, at.bucket(), at.key());
              }
            });
  }

  /** The picture's key may already have the maximum length of a key, hence its hash. */
  private static String key(Map<String, AttributeValue> row, String token) {
    return "%s/%s/%s-%s.json.gz"
        .formatted(
            row.get(ResultRow.OPERATION).s(),
            KeyHash.of(row.get(ResultRow.ID).s(), HASH_DIGITS),
            row.get(ResultRow.SEQUENCER).s(),
            token);
  }
}
