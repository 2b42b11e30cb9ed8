package io.fanlens.aws;

import io.fanlens.result.Claim;
import io.fanlens.result.ClaimLostException;
import io.fanlens.result.FinishedRows;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.result.ResultTableUnavailableException;
import io.fanlens.result.RowTooLargeException;
import io.fanlens.result.Rows;
import io.fanlens.result.WriteInterruptedException;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Timings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The table of results. While a picture is in flight its row has the map {@code claim} {sequencer,
 * versionId, attempts, token, until}; an earlier answer stays beside it until the finish replaces
 * the whole row. Each method is one conditional write, or a second one that depends on the item the
 * first one failed on.
 */
public final class DynamoDbRows implements Rows {

  /** Token of the writer: a repeated write whose first response was lost succeeds. */
  private static final String WRITER = "claimToken";

  private static final String NOT_FINISHED =
      "(attribute_not_exists(sequencer) OR sequencer < :sequencer"
          + " OR (sequencer = :sequencer AND deadLetteredAt < :sentAt))";

  private static final String RELEASE =
      // The token goes, so that a repeated write whose first response was lost changes nothing.
      "SET claim.#token = :none, claim.#until = :past";

  private static final String OWN_CLAIM = "claim.#token = :token";

  /** The end of a claim that was released. */
  private static final long PAST = 0;

  /** Losing this often needs other workers within milliseconds; then requeue. */
  private static final int TRIES = 3;

  private final ConditionalWrites writes;
  private final InstantSource clock;
  private final FinishedRows finished;

  /**
   * @param finished prepares a row before it is written, and cleans up after it was replaced
   */
  public DynamoDbRows(
      DynamoDbClient dynamoDb, String table, InstantSource clock, FinishedRows finished) {
    this.writes = new ConditionalWrites(dynamoDb, table);
    this.clock = clock;
    this.finished = finished;
  }

  @Override
  public Claim claim(
      PictureVersion version, Operation operation, Instant until, Instant messageSentAt) {
    String token = UUID.randomUUID().toString();
    ConditionalWrites.Met met =
        writes.update(
            key(version, operation),
            // A claimed row must not expire.
            "SET claim = :claim REMOVE expiresAt",
            NOT_FINISHED + " AND (attribute_not_exists(claim) OR claim.sequencer < :sequencer)",
            Map.of(
                ":sequencer",
                text(version.sequencer()),
                ":sentAt",
                number(messageSentAt.toEpochMilli()),
                ":claim",
                claim(version, token, until)));
    for (int tries = 0; !met.applied() && tries < TRIES; tries++) {
      Optional<Map<String, AttributeValue>> claim = ConditionalWrites.claim(met.item());
      if (claim.isPresent() && token.equals(claim.get().get("token").s())) {
        return granted(claim.get(), token, attempts(claim.get()), false);
      }
      if (claim.isEmpty()
          || claim.get().get(ResultRow.SEQUENCER).s().compareTo(version.sequencer()) > 0) {
        return new Claim.NotOwed();
      }
      Map<String, AttributeValue> held = claim.get();
      long heldUntil = Long.parseLong(held.get("until").n());
      if (heldUntil >= clock.millis()) {
        return new Claim.Busy(Instant.ofEpochMilli(heldUntil));
      }
      met = takeOver(version, operation, token, until, messageSentAt);
      if (met.applied()) {
        return granted(held, token, attempts(held) + 1, heldUntil != PAST);
      }
    }
    return met.applied() ? new Claim.Granted(token, 1) : new Claim.Busy(clock.instant());
  }

  private static AttributeValue claim(PictureVersion version, String token, Instant until) {
    Map<String, AttributeValue> claim = new HashMap<>();
    claim.put(ResultRow.SEQUENCER, text(version.sequencer()));
    version.versionId().ifPresent(id -> claim.put(ResultRow.VERSION_ID, text(id)));
    claim.put("attempts", number(1));
    claim.put("token", text(token));
    claim.put("until", number(until.toEpochMilli()));
    return AttributeValue.fromM(claim);
  }

  private static Claim.Granted granted(
      Map<String, AttributeValue> held, String token, int attempt, boolean takenOver) {
    return new Claim.Granted(
        token,
        attempt,
        takenOver,
        Optional.ofNullable(held.get("gaveUp"))
            .map(AttributeValue::m)
            .map(why -> new Claim.Failure(why.get("errorCode").s(), why.get("why").s())));
  }

  /** Takes over an expired or released claim of the same version as the next attempt. */
  private ConditionalWrites.Met takeOver(
      PictureVersion version,
      Operation operation,
      String token,
      Instant until,
      Instant messageSentAt) {
    return writes.update(
        key(version, operation),
        "SET claim.#token = :token, claim.#until = :until, claim.attempts = claim.attempts + :one",
        NOT_FINISHED + " AND claim.sequencer = :sequencer AND claim.#until < :now",
        Map.of(
            ":sequencer", text(version.sequencer()),
            ":sentAt", number(messageSentAt.toEpochMilli()),
            ":token", text(token),
            ":until", number(until.toEpochMilli()),
            ":one", number(1),
            ":now", number(clock.millis())));
  }

  @Override
  public boolean finish(
      PictureVersion version, Operation operation, String token, Map<String, AttributeValue> row) {
    Map<String, AttributeValue> item = ready(row, token);
    item.put(WRITER, text(token));
    ConditionalWrites.Met met;
    try {
      met = writes.put(item, OWN_CLAIM, Map.of(":token", text(token)));
    } catch (DynamoDbException e) {
      if (isTooLarge(e)) {
        finished.discard(item);
        throw new RowTooLargeException(e);
      }
      // Whatever else a service or something before it answers may pass; a bad request stays one.
      throw isOf(e, "ValidationException") ? e : new ResultTableUnavailableException(e);
    } catch (SdkException e) {
      throw new ResultTableUnavailableException(e);
    }
    if (met.applied()) {
      finished.discard(met.item());
      return true;
    }
    return wasWritten(met.item(), version, token, item);
  }

  /** The row to write; a large answer is stored first. */
  private Map<String, AttributeValue> ready(Map<String, AttributeValue> row, String token) {
    try {
      return new HashMap<>(finished.ready(row, token));
    } catch (SdkException e) {
      throw Interrupts.ended(e)
          ? new WriteInterruptedException(e)
          : new ResultTableUnavailableException(e);
    }
  }

  /**
   * Why the finish failed: our own first try succeeded, a newer version, a removal, or another
   * worker.
   */
  private boolean wasWritten(
      Map<String, AttributeValue> found,
      PictureVersion version,
      String token,
      Map<String, AttributeValue> item) {
    if (text(token).equals(found.get(WRITER))) {
      return true;
    }
    finished.discard(item); // only this row pointed to it
    if (ConditionalWrites.claim(found)
        .map(claim -> claim.get(ResultRow.SEQUENCER))
        .filter(text(version.sequencer())::equals)
        .isPresent()) {
      throw new ClaimLostException();
    }
    return false;
  }

  @Override
  public void release(
      PictureVersion version, Operation operation, String token, boolean attemptCounts) {
    release(writes, version, operation, token, attemptCounts);
  }

  @Override
  public void releaseQuickly(
      PictureVersion version, Operation operation, String token, boolean attemptCounts) {
    release(writes.within(Timings.CLEAN_UP), version, operation, token, attemptCounts);
  }

  private static void release(
      ConditionalWrites writes,
      PictureVersion version,
      Operation operation,
      String token,
      boolean attemptCounts) {
    writes.update(
        key(version, operation),
        RELEASE + ", claim.attempts = claim.attempts - :back",
        OWN_CLAIM,
        Map.of(
            ":none", text("released"),
            ":past", number(PAST),
            ":back", number(attemptCounts ? 0 : 1),
            ":token", text(token)));
  }

  @Override
  public void giveUpLater(
      PictureVersion version, Operation operation, String token, Claim.Failure failure) {
    writes
        .within(Timings.CLEAN_UP)
        .update(
            key(version, operation),
            RELEASE + ", claim.gaveUp = :failure",
            OWN_CLAIM,
            Map.of(
                ":none", text("released"),
                ":past", number(PAST),
                ":failure",
                    AttributeValue.fromM(
                        Map.of("errorCode", text(failure.errorCode()), "why", text(failure.why()))),
                ":token", text(token)));
  }

  @Override
  public void abandon(PictureVersion version, Operation operation, String token) {
    Map<String, AttributeValue> key = key(version, operation);
    ConditionalWrites.Met met =
        writes.delete(
            key, OWN_CLAIM + " AND attribute_not_exists(#status)", Map.of(":token", text(token)));
    boolean isOurs =
        ConditionalWrites.claim(met.item())
            .filter(claim -> text(token).equals(claim.get("token")))
            .isPresent();
    if (!met.applied() && isOurs) {
      boolean unused = RowRemoval.onlyClaim(writes, finished, key, met.item());
    }
  }

  @Override
  public void remove(PictureVersion removal, Operation operation) {
    new RowRemoval(writes, finished, removal, key(removal, operation)).run();
  }

  /** DynamoDB has no error code of its own for an item over 400 KB. */
  private static boolean isTooLarge(DynamoDbException e) {
    return isOf(e, "ValidationException")
        && String.valueOf(e.awsErrorDetails().errorMessage()).contains("Item size");
  }

  private static boolean isOf(DynamoDbException e, String code) {
    return e.awsErrorDetails() != null && code.equals(e.awsErrorDetails().errorCode());
  }

  private static Map<String, AttributeValue> key(PictureVersion version, Operation operation) {
    return Map.of(
        ResultRow.ID, text(version.key()), ResultRow.OPERATION, text(operation.apiName()));
  }

  private static int attempts(Map<String, AttributeValue> claim) {
    return Integer.parseInt(claim.get("attempts").n());
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
