package io.fanlens.aws;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.AnswerClaim;
import io.fanlens.access.AnswerKey;
import io.fanlens.access.AnswerTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Answers in the table of clients, an item each, with the table's encryption. Every change is an
 * update of one item: the function that uses this may not delete from the table, which has the
 * clients too. A repeated write finds its own owner there, so the client may retry.
 */
public final class DynamoDbAnswerTable implements AnswerTable {

  /** A claim that nobody finished is tidied up after this. */
  private static final Duration UNFINISHED = Duration.ofDays(1);

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoDbAnswerTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public AnswerClaim claim(AnswerKey key, Claim claim, Instant now)
      throws AccessUnavailableException {
    return write(
            key,
            "SET askedFor = :call, heldBy = :owner, heldUntil = :until, expiresAt = :expiresAt"
                + " REMOVE answer",
            "attribute_not_exists(askedFor) OR expiresAt <= :now OR heldBy = :owner"
                + " OR (askedFor = :call AND heldUntil < :nowMillis)",
            Map.of(
                ":call", AttributeValue.fromS(claim.call()),
                ":owner", AttributeValue.fromS(claim.owner()),
                ":until", ClientItem.number(claim.until().toEpochMilli()),
                ":expiresAt", seconds(now.plus(UNFINISHED)),
                ":now", seconds(now),
                ":nowMillis", ClientItem.number(now.toEpochMilli())))
        .map(item -> met(item, claim.call()))
        .orElseGet(AnswerClaim.Ours::new);
  }

  private static AnswerClaim met(Map<String, AttributeValue> item, String call) {
    if (!item.get("askedFor").s().equals(call)) {
      return new AnswerClaim.AnotherCall();
    }
    return item.containsKey("answer")
        ? new AnswerClaim.Answered(item.get("answer").b().asByteArray())
        : new AnswerClaim.Running(Instant.ofEpochMilli(Long.parseLong(item.get("heldUntil").n())));
  }

  @Override
  public boolean keep(AnswerKey key, String owner, byte[] answer, Instant expiresAt)
      throws AccessUnavailableException {
    return write(
            key,
            "SET answer = :answer, expiresAt = :expiresAt REMOVE heldUntil",
            "heldBy = :owner",
            Map.of(
                ":answer", AttributeValue.fromB(SdkBytes.fromByteArray(answer)),
                ":expiresAt", seconds(expiresAt),
                ":owner", AttributeValue.fromS(owner)))
        .isEmpty();
  }

  @Override
  public void release(AnswerKey key, String owner, Instant now) throws AccessUnavailableException {
    write(
        key,
        "SET expiresAt = :now REMOVE askedFor, heldBy, heldUntil",
        "heldBy = :owner AND attribute_not_exists(answer)",
        Map.of(":now", seconds(now), ":owner", AttributeValue.fromS(owner)));
  }

  /** Empty when it was written, else the item that was met. */
  private Optional<Map<String, AttributeValue>> write(
      AnswerKey key, String change, String condition, Map<String, AttributeValue> values)
      throws AccessUnavailableException {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(ClientItem.key(key))
                  .updateExpression(change)
                  .conditionExpression(condition)
                  .expressionAttributeValues(values)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(e.hasItem() ? e.item() : Map.of());
    } catch (SdkException e) {
      throw new AccessUnavailableException(
          "table of clients %s: %s".formatted(table, ServiceText.summary(e)), e);
    }
  }

  /** The unit of DynamoDB's own expiry. */
  private static AttributeValue seconds(Instant time) {
    return ClientItem.number(time.getEpochSecond());
  }
}
