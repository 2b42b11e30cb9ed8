package io.fanlens.aws;

import io.fanlens.quota.TableUnavailableException;
import io.fanlens.spending.SpendingTable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The day's paid calls, as one item of the quota table: the day and how many were taken. Its client
 * must not retry: a write that timed out may have been applied. Calls may then be counted without
 * being used, never the other way round.
 */
public final class DynamoDbSpendingTable implements SpendingTable {

  /** Partition and sort key of the item. */
  public static final String KEY = "spending";

  private static final Map<String, AttributeValue> KEY_OF_COUNT =
      Map.of(
          DynamoDbQuotaTable.GROUP, AttributeValue.fromS(KEY),
          DynamoDbQuotaTable.TARGET, AttributeValue.fromS(KEY));

  /** Calls are returned just before the function answers: that must not come late. */
  private static final Duration RETURN_TIMEOUT = Duration.ofMillis(300);

  /** Attempts against other processes that write between the read and the write. */
  private static final int TRIES = 5;

  private static final String SAME_DAY = "spentOn = :day AND spent <= :room";
  private static final String NEW_DAY = "attribute_not_exists(spentOn) OR spentOn < :day";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoDbSpendingTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public int take(LocalDate day, int wanted, long maxPerDay) throws TableUnavailableException {
    int calls = (int) Math.min(wanted, maxPerDay);
    boolean newDay = false;
    for (int i = 0; i < TRIES; i++) {
      Map<String, AttributeValue> item;
      try {
        write(day, calls, maxPerDay, newDay);
        return calls;
      } catch (ConditionalCheckFailedException e) {
        item = e.hasItem() ? e.item() : Map.of();
      } catch (SdkException e) {
        throw unavailable(e);
      }
      String seen = item.containsKey("spentOn") ? item.get("spentOn").s() : "";
      newDay = seen.compareTo(day.toString()) < 0;
      if (seen.compareTo(day.toString()) > 0) {
        return 0; // another clock is past midnight; ours will be soon
      }
      long spent = newDay ? 0 : Long.parseLong(item.get("spent").n());
      if (spent >= maxPerDay) {
        return 0;
      }
      calls = (int) Math.min(wanted, maxPerDay - spent);
    }
    throw new TableUnavailableException(
        "quota table %s: gave up after losing %d conditional writes to other processes"
            .formatted(table, TRIES),
        null);
  }

  @Override
  public void giveBack(LocalDate day, int calls) throws TableUnavailableException {
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(table)
                  .overrideConfiguration(changed -> changed.apiCallTimeout(RETURN_TIMEOUT))
                  .key(KEY_OF_COUNT)
                  .updateExpression("SET spent = spent - :calls")
                  .conditionExpression("spentOn = :day AND spent >= :calls")
                  .expressionAttributeValues(
                      Map.of(
                          ":day", AttributeValue.fromS(day.toString()), ":calls", number(calls))));
    } catch (ConditionalCheckFailedException e) {
      // another day has begun: it has all its calls
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  /** The day's calls so far, with those that processes hold and may return. */
  public long spent(LocalDate day) throws TableUnavailableException {
    try {
      return dynamoDb
          .query(
              request ->
                  request
                      .tableName(table)
                      .keyConditionExpression(DynamoDbQuotaTable.GROUP + " = :key")
                      .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(KEY))))
          .items()
          .stream()
          .filter(item -> AttributeValue.fromS(day.toString()).equals(item.get("spentOn")))
          .mapToLong(item -> Long.parseLong(item.get("spent").n()))
          .sum();
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private TableUnavailableException unavailable(SdkException e) {
    return new TableUnavailableException(
        "quota table %s: %s".formatted(table, ServiceText.summary(e)), e);
  }

  private void write(LocalDate day, int calls, long maxPerDay, boolean newDay) {
    AttributeValue dayValue = AttributeValue.fromS(day.toString());
    AttributeValue callsValue = number(calls);
    dynamoDb.updateItem(
        request ->
            request
                .tableName(table)
                .key(KEY_OF_COUNT)
                .updateExpression(
                    newDay ? "SET spentOn = :day, spent = :calls" : "SET spent = spent + :calls")
                .conditionExpression(newDay ? NEW_DAY : SAME_DAY)
                .expressionAttributeValues(
                    newDay
                        ? Map.of(":day", dayValue, ":calls", callsValue)
                        : Map.of(
                            ":day", dayValue,
                            ":calls", callsValue,
                            ":room", number(maxPerDay - calls)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
