package io.fanlens.aws;

import io.fanlens.result.WriteInterruptedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Writes to one table that apply only while a condition holds. */
final class ConditionalWrites {

  /** DynamoDB reserves these words, and rejects declared names that are not used. */
  private static final String[] RESERVED = {"token", "until", "status"};

  /**
   * What a write met.
   *
   * @param applied whether the condition held
   * @param item before the write; empty where there was none. Unknown after an applied update
   */
  record Met(boolean applied, Map<String, AttributeValue> item) {}

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Consumer<AwsRequestOverrideConfiguration.Builder> bounds;

  ConditionalWrites(DynamoDbClient dynamoDb, String table) {
    this(dynamoDb, table, none -> {});
  }

  private ConditionalWrites(
      DynamoDbClient dynamoDb,
      String table,
      Consumer<AwsRequestOverrideConfiguration.Builder> bounds) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.bounds = bounds;
  }

  /** The same with another time-out of each write, its retries included. */
  ConditionalWrites within(Duration timeout) {
    return new ConditionalWrites(dynamoDb, table, each -> each.apiCallTimeout(timeout));
  }

  Met update(
      Map<String, AttributeValue> key,
      String change,
      String condition,
      Map<String, AttributeValue> values) {
    return met(
        () -> {
          dynamoDb.updateItem(
              request ->
                  request
                      .tableName(table)
                      .key(key)
                      .updateExpression(change)
                      .conditionExpression(condition)
                      .overrideConfiguration(bounds)
                      .expressionAttributeNames(namesIn(change + condition))
                      .expressionAttributeValues(values)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD));
          return Map.of();
        });
  }

  Met delete(
      Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
    return met(
        () ->
            dynamoDb
                .deleteItem(
                    request ->
                        request
                            .tableName(table)
                            .key(key)
                            .conditionExpression(condition)
                            .overrideConfiguration(bounds)
                            .expressionAttributeNames(namesIn(condition))
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .attributes());
  }

  Met put(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    return met(
        () ->
            dynamoDb
                .putItem(
                    request ->
                        request
                            .tableName(table)
                            .item(item)
                            .conditionExpression(condition)
                            .overrideConfiguration(bounds)
                            .expressionAttributeNames(namesIn(condition))
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .attributes());
  }

  private static Met met(Supplier<Map<String, AttributeValue>> write) {
    try {
      return new Met(true, write.get());
    } catch (ConditionalCheckFailedException e) {
      return new Met(false, e.hasItem() ? e.item() : Map.of());
    } catch (SdkException e) {
      if (Interrupts.ended(e)) {
        throw new WriteInterruptedException(e);
      }
      throw e;
    }
  }

  private static Map<String, String> namesIn(String expression) {
    Map<String, String> names = new HashMap<>();
    for (String name : RESERVED) {
      if (expression.contains("#" + name)) {
        names.put("#" + name, name);
      }
    }
    return names.isEmpty() ? null : names;
  }

  /** The claim in an item. */
  static Optional<Map<String, AttributeValue>> claim(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("claim")).map(AttributeValue::m);
  }
}
