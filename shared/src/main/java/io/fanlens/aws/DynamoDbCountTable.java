package io.fanlens.aws;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.CallLimit;
import io.fanlens.access.CountTable;
import io.fanlens.access.Counted;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Calls by day and month, in the client's own item or one for each anonymous network. Its DynamoDB
 * client must not retry: a write that timed out may have been applied. A call may then be counted
 * without being made, never the other way round.
 */
public final class DynamoDbCountTable implements CountTable {

  private static final Map<String, String> NAMES = Map.of("#day", "day", "#month", "month");

  /** A network's item is no longer needed when its month is over. */
  private static final int DAYS_KEPT = 40;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoDbCountTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Met add(Counted caller, Step step, LocalDate day) throws AccessUnavailableException {
    Map<String, String> names = new HashMap<>(NAMES);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":one", ClientItem.number(1));
    values.put(":day", AttributeValue.fromS(day.toString()));
    values.put(":month", ClientItem.month(day));
    String change = change(step);
    String condition = condition(step) + allowed(caller, step, names, values);
    if (caller instanceof Counted.Anonymous) {
      change += ", expiresAt = :expiresAt";
      long end = day.plusDays(DAYS_KEPT).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
      values.put(":expiresAt", ClientItem.number(end));
    }
    try {
      return met(caller, true, write(caller, change, condition, names, values));
    } catch (ConditionalCheckFailedException e) {
      return met(caller, false, e.hasItem() ? e.item() : Map.of());
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void giveBack(Counted caller, LocalDate day) throws AccessUnavailableException {
    try {
      write(
          caller,
          "SET dayCount = dayCount - :one, monthCount = monthCount - :one",
          "#day = :day AND dayCount >= :one AND monthCount >= :one",
          Map.of("#day", "day"),
          Map.of(":one", ClientItem.number(1), ":day", AttributeValue.fromS(day.toString())));
    } catch (ConditionalCheckFailedException e) {
      // another day has begun: it has all its calls
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private Map<String, AttributeValue> write(
      Counted caller,
      String change,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return dynamoDb
        .updateItem(
            request ->
                request
                    .tableName(table)
                    .key(ClientItem.key(caller))
                    .updateExpression(change)
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .returnValues(ReturnValue.ALL_NEW)
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .attributes();
  }

  private static String change(Step step) {
    return switch (step) {
      case SAME_DAY -> "SET dayCount = dayCount + :one, monthCount = monthCount + :one";
      case NEW_DAY -> "SET #day = :day, dayCount = :one, monthCount = monthCount + :one";
      case NEW_MONTH -> "SET #day = :day, dayCount = :one, #month = :month, monthCount = :one";
    };
  }

  private static String condition(Step step) {
    return switch (step) {
      case SAME_DAY -> "#day = :day AND #month = :month";
      case NEW_DAY -> "#day < :day AND #month = :month";
      case NEW_MONTH -> "(attribute_not_exists(#month) OR #month < :month)";
    };
  }

  /** A day that begins has room in a limit of at least 1. */
  private static String allowed(
      Counted caller, Step step, Map<String, String> names, Map<String, AttributeValue> values) {
    StringBuilder condition = new StringBuilder();
    boolean day = step == Step.SAME_DAY;
    boolean month = step != Step.NEW_MONTH;
    switch (caller) {
      case Counted.Client client -> {
        names.put("#state", "state");
        values.put(":enabled", AttributeValue.fromS(ClientItem.ENABLED));
        values.put(":version", ClientItem.number(client.version()));
        condition.append(" AND #state = :enabled AND version = :version");
        condition.append(day ? " AND (attribute_not_exists(perDay) OR dayCount < perDay)" : "");
        condition.append(
            month ? " AND (attribute_not_exists(perMonth) OR monthCount < perMonth)" : "");
      }
      case Counted.Anonymous anonymous -> {
        CallLimit limit = anonymous.limit();
        if (day && limit.perDay() > 0) {
          condition.append(" AND dayCount < :perDay");
          values.put(":perDay", ClientItem.number(limit.perDay()));
        }
        if (month && limit.perMonth() > 0) {
          condition.append(" AND monthCount < :perMonth");
          values.put(":perMonth", ClientItem.number(limit.perMonth()));
        }
      }
    }
    return condition.toString();
  }

  private static Met met(Counted caller, boolean counted, Map<String, AttributeValue> item) {
    return switch (caller) {
      case Counted.Client client ->
          new Met(
              counted,
              !item.isEmpty(),
              ClientItem.isEnabled(item),
              ClientItem.version(item),
              ClientItem.limit(item),
              ClientItem.count(item));
      case Counted.Anonymous anonymous ->
          new Met(counted, !item.isEmpty(), true, 0, anonymous.limit(), ClientItem.count(item));
    };
  }

  private AccessUnavailableException unavailable(SdkException e) {
    return new AccessUnavailableException(
        "table of clients %s: %s".formatted(table, ServiceText.summary(e)), e);
  }
}
