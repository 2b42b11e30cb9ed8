package io.fanlens.aws;

import io.fanlens.result.Claim;
import io.fanlens.result.ClaimLostException;
import io.fanlens.result.FinishedRows;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.result.ResultTableUnavailableException;
import io.fanlens.result.RowTooLargeException;
import io.fanlens.result.Rows;
import io.fanlens.settings.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The table of results. While a picture is in flight its row has the map {@code claim} {sequencer,
 * attempts, token, until}; an earlier answer stays beside it until the finish replaces the whole
 * row. Each method is one conditional write, or a second one that depends on the item the first one
 * failed on.
 */
public final class DynamoDbRows implements Rows {

  /** Token of the writer: a repeated write whose first response was lost succeeds. */
  private static final String WRITER = "claimToken";

  private static final String NOT_FINISHED =
      "(attribute_not_exists(sequencer) OR sequencer < :sequencer"
          + " OR (sequencer = :sequencer AND deadLetteredAt < :sentAt))";

  /** Losing this often needs other workers within milliseconds; then requeue. */
  private static final int TRIES = 3;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final InstantSource clock;
  private final FinishedRows finished;

  /**
   * @param finished prepares a row before it is written, and cleans up after it was replaced
   */
  public DynamoDbRows(
      DynamoDbClient dynamoDb, String table, InstantSource clock, FinishedRows finished) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
    this.finished = finished;
  }

  @Override
  public Claim claim(
      PictureVersion version, Operation operation, Instant until, Instant messageSentAt) {
    String token = UUID.randomUUID().toString();
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":sequencer", text(version.sequencer()));
    values.put(":sentAt", number(messageSentAt.toEpochMilli()));
    values.put(
        ":claim",
        AttributeValue.fromM(
            Map.of(
                "sequencer", text(version.sequencer()),
                "attempts", number(1),
                "token", text(token),
                "until", number(until.toEpochMilli()))));
    Map<String, AttributeValue> row =
        update(
            version,
            operation,
            // A claimed row must not expire.
            "SET claim = :claim REMOVE expiresAt",
            NOT_FINISHED + " AND (attribute_not_exists(claim) OR claim.sequencer < :sequencer)",
            values);
    for (int tries = 0; row != null && tries < TRIES; tries++) {
      Map<String, AttributeValue> held = row.containsKey("claim") ? row.get("claim").m() : null;
      if (held != null && token.equals(held.get("token").s())) {
        return new Claim.Granted(token, attempts(held));
      }
      if (held == null || held.get("sequencer").s().compareTo(version.sequencer()) > 0) {
        return new Claim.NotOwed();
      }
      Instant heldUntil = Instant.ofEpochMilli(Long.parseLong(held.get("until").n()));
      if (!heldUntil.isBefore(clock.instant())) {
        return new Claim.Busy(heldUntil);
      }
      Map<String, AttributeValue> conflict =
          takeOver(version, operation, token, until, messageSentAt);
      if (conflict == null) {
        return new Claim.Granted(token, attempts(held) + 1);
      }
      row = conflict;
    }
    return row == null ? new Claim.Granted(token, 1) : new Claim.Busy(clock.instant());
  }

  /** Takes over an expired or released claim of the same version as the next attempt. */
  private Map<String, AttributeValue> takeOver(
      PictureVersion version,
      Operation operation,
      String token,
      Instant until,
      Instant messageSentAt) {
    return update(
        version,
        operation,
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
    try {
      Map<String, AttributeValue> replaced =
          dynamoDb
              .putItem(
                  request ->
                      request
                          .tableName(table)
                          .item(item)
                          .conditionExpression("claim.#token = :token")
                          .expressionAttributeNames(Map.of("#token", "token"))
                          .expressionAttributeValues(Map.of(":token", text(token)))
                          .returnValues(ReturnValue.ALL_OLD)
                          .returnValuesOnConditionCheckFailure(
                              ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes();
      finished.discard(replaced);
      return true;
    } catch (ConditionalCheckFailedException e) {
      return wasWritten(e, version, token, item);
    } catch (DynamoDbException e) {
      if (isTooLarge(e)) {
        finished.discard(item);
        throw new RowTooLargeException(e);
      }
      if (e.statusCode() < 500 && !e.isThrottlingException()) {
        throw e;
      }
      throw new ResultTableUnavailableException(e);
    } catch (SdkClientException e) {
      throw new ResultTableUnavailableException(e);
    }
  }

  /** The row to write; a large answer is stored first. */
  private Map<String, AttributeValue> ready(Map<String, AttributeValue> row, String token) {
    try {
      return new HashMap<>(finished.ready(row, token));
    } catch (SdkException e) {
      throw new ResultTableUnavailableException(e);
    }
  }

  /**
   * Why the finish failed: our own first try succeeded, a newer version, a removal, or another
   * worker.
   */
  private boolean wasWritten(
      ConditionalCheckFailedException e,
      PictureVersion version,
      String token,
      Map<String, AttributeValue> item) {
    if (e.hasItem() && text(token).equals(e.item().get(WRITER))) {
      return true;
    }
    finished.discard(item); // only this row pointed to it
    AttributeValue claim = e.hasItem() ? e.item().get("claim") : null;
    if (claim != null && text(version.sequencer()).equals(claim.m().get("sequencer"))) {
      throw new ClaimLostException();
    }
    return false;
  }

  @Override
  public void release(
      PictureVersion version, Operation operation, String token, boolean attemptCounts) {
    update(
        version,
        operation,
        // The token goes, so that a repeated write whose first response was lost changes nothing.
        "SET claim.#token = :none, claim.#until = :past, claim.attempts = claim.attempts - :back",
        "claim.#token = :token",
        Map.of(
            ":none", text("released"),
            ":past", number(0),
            ":back", number(attemptCounts ? 0 : 1),
            ":token", text(token)));
  }

  @Override
  public void abandon(PictureVersion version, Operation operation, String token) {
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":token", text(token)));
    Map<String, AttributeValue> row =
        delete(
            version,
            operation,
            "claim.#token = :token AND attribute_not_exists(#status)",
            Map.copyOf(values));
    if (row == null || !row.containsKey(ResultRow.STATUS)) {
      return;
    }
    // The earlier answer stays. goneSequencer marks it as no new answer for stream consumers.
    values.put(":gone", text(version.sequencer()));
    String change = "REMOVE claim SET goneSequencer = :gone";
    Optional<AttributeValue> expiry = finished.expiry(row);
    if (expiry.isPresent()) {
      values.put(":expiry", expiry.get());
      change += ", expiresAt = :expiry";
    }
    update(version, operation, change, "claim.#token = :token", values);
  }

  @Override
  public void remove(PictureVersion removal, Operation operation) {
    String older =
        "(attribute_not_exists(sequencer) OR sequencer < :sequencer)"
            + " AND (attribute_not_exists(claim) OR claim.sequencer < :sequencer)";
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":sequencer", text(removal.sequencer()));
    removal.versionId().ifPresent(id -> values.put(":versionId", text(id)));
    String thatVersion = removal.versionId().isPresent() ? " AND versionId = :versionId" : "";
    delete(removal, operation, older + thatVersion, values);
  }

  /** Null when applied; otherwise the row that failed the condition, empty where there is none. */
  private Map<String, AttributeValue> update(
      PictureVersion version,
      Operation operation,
      String change,
      String condition,
      Map<String, AttributeValue> values) {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key(version, operation))
                  .updateExpression(change)
                  .conditionExpression(condition)
                  .expressionAttributeNames(namesIn(change + condition))
                  .expressionAttributeValues(values)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return null;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() ? e.item() : Map.of();
    }
  }

  /** Null when deleted; otherwise the row that failed the condition, empty where there is none. */
  private Map<String, AttributeValue> delete(
      PictureVersion version,
      Operation operation,
      String condition,
      Map<String, AttributeValue> values) {
    try {
      Map<String, AttributeValue> deleted =
          dynamoDb
              .deleteItem(
                  request ->
                      request
                          .tableName(table)
                          .key(key(version, operation))
                          .conditionExpression(condition)
                          .expressionAttributeNames(namesIn(condition))
                          .expressionAttributeValues(values)
                          .returnValues(ReturnValue.ALL_OLD)
                          .returnValuesOnConditionCheckFailure(
                              ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes();
      finished.discard(deleted);
      return null;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() ? e.item() : Map.of();
    }
  }

  /** DynamoDB reserves these words, and rejects declared names that are not used. */
  private static Map<String, String> namesIn(String expression) {
    Map<String, String> names = new HashMap<>();
    for (String name : new String[] {"token", "until", "status"}) {
      if (expression.contains("#" + name)) {
        names.put("#" + name, name);
      }
    }
    return names.isEmpty() ? null : names;
  }

  /** DynamoDB has no error code of its own for an item over 400 KB. */
  private static boolean isTooLarge(DynamoDbException e) {
    return e.awsErrorDetails() != null
        && "ValidationException".equals(e.awsErrorDetails().errorCode())
        && e.awsErrorDetails().errorMessage().contains("Item size");
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
