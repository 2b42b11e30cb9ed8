package io.fanlens.aws;

import io.fanlens.quota.BreakerState;
import io.fanlens.quota.CallCounts;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.RateState;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The quota table in DynamoDB: one item per target, one query per read, one conditional update per
 * step. Its client must have no retries and a short timeout: a reservation that timed out may have
 * been applied, and a late answer is useless.
 */
public final class DynamoDbQuotaTable implements QuotaTable {

  /** Partition key: {@code DetectFaces#home}. */
  public static final String GROUP = "targetGroup";

  /** Sort key: {@code home#eu-west-1}. */
  public static final String TARGET = "target";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoDbQuotaTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public QuotaView read(String group) throws TableUnavailableException {
    QueryResponse answer;
    try {
      // A group is at most some 10 KB: one page. Consistent, since a stale read costs failed
      // reservations, which are more expensive.
      answer =
          dynamoDb.query(
              request ->
                  request
                      .tableName(table)
                      .keyConditionExpression(GROUP + " = :group")
                      .expressionAttributeValues(Map.of(":group", AttributeValue.fromS(group)))
                      .consistentRead(true));
    } catch (SdkException e) {
      throw unavailable(e);
    }
    Map<Target, TargetState> states = new HashMap<>();
    for (Map<String, AttributeValue> item : answer.items()) {
      states.put(Target.ofKey(item.get(TARGET).s()), state(item));
    }
    return new QuotaView(states, second(answer));
  }

  @Override
  public StepResult apply(String group, Target target, QuotaStep step, CallCounts counts)
      throws TableUnavailableException {
    QuotaExpression expression = QuotaExpression.of(step, counts);
    try {
      return new StepResult(
          true,
          state(
              dynamoDb
                  .updateItem(
                      request ->
                          request
                              .tableName(table)
                              .key(
                                  Map.of(
                                      GROUP, AttributeValue.fromS(group),
                                      TARGET, AttributeValue.fromS(target.key())))
                              .updateExpression(expression.update())
                              .conditionExpression(expression.condition())
                              .expressionAttributeValues(expression.values())
                              .returnValues(ReturnValue.ALL_OLD)
                              .returnValuesOnConditionCheckFailure(
                                  ReturnValuesOnConditionCheckFailure.ALL_OLD))
                  .attributes()));
    } catch (ConditionalCheckFailedException e) {
      return new StepResult(false, state(e.hasItem() ? e.item() : Map.of()));
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private TableUnavailableException unavailable(SdkException e) {
    boolean throttled = e instanceof SdkServiceException service && service.isThrottlingException();
    return new TableUnavailableException(
        "quota table %s: %s".formatted(table, ServiceText.summary(e)), e, throttled);
  }

  private static TargetState state(Map<String, AttributeValue> item) {
    AttributeValue owner = item.get("probeOwner");
    return new TargetState(
        number(item, "tat"),
        number(item, "apiTat"),
        number(item, "waitingAt"),
        number(item, "turnAt"),
        new RateState(
            number(item, "iv"),
            number(item, "cutAt"),
            number(item, "goodIv"),
            number(item, "armedAt")),
        new TargetState.Ramp(number(item, "rampAt"), number(item, "rampFor")),
        new BreakerState(
            number(item, "openUntil"),
            number(item, "openFor"),
            owner == null ? "" : owner.s(),
            (int) number(item, "faults"),
            number(item, "faultAt")),
        // Absent in the items of versions that did not count.
        new CallCounts(number(item, "permits"), number(item, "unused"), number(item, "throttles")));
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? 0 : Long.parseLong(value.n());
  }

  /** The service's own clock, from the Date header. */
  private static OptionalLong second(SdkResponse answer) {
    try {
      return answer
          .sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
          .map(time -> OptionalLong.of(time.getEpochSecond()))
          .orElse(OptionalLong.empty());
    } catch (DateTimeParseException e) {
      return OptionalLong.empty();
    }
  }
}
