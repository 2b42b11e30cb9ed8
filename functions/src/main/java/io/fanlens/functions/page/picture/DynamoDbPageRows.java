package io.fanlens.functions.page.picture;

import io.fanlens.result.AnswerGoneException;
import io.fanlens.result.AnswerReader;
import io.fanlens.result.ResultRow;
import io.fanlens.settings.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** The rows in Amazon DynamoDB, a hundred in one request. */
public final class DynamoDbPageRows implements PageRows {

  private static final int MOST_KEYS = 100;

  /** What a list says of a row, and whether somebody works on it. */
  private static final List<String> BRIEF =
      List.of(
          ResultRow.ID,
          ResultRow.OPERATION,
          ResultRow.STATUS,
          "claim",
          "count",
          "found",
          "region",
          ResultRow.FINISHED_AT,
          "errorCode",
          "errorMessage");

  /** Without progress so often: the table throttles. */
  private static final int TRIES = 5;

  private static final Duration FIRST_WAIT = Duration.ofMillis(50);

  /** Waits, in tests without time. */
  @FunctionalInterface
  public interface Wait {
    void until(Duration over) throws InterruptedException;
  }

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final AnswerReader answers;
  private final Wait waits;

  public DynamoDbPageRows(DynamoDbClient dynamoDb, String table, AnswerReader answers, Wait waits) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.answers = answers;
    this.waits = waits;
  }

  @Override
  public Map<String, Map<String, Map<String, AttributeValue>>> read(
      Map<String, List<Operation>> owed, boolean whole) throws InterruptedException {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    owed.forEach((key, operations) -> operations.forEach(each -> keys.add(key(key, each))));
    List<Callable<List<Map<String, AttributeValue>>>> batches = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += MOST_KEYS) {
      List<Map<String, AttributeValue>> some =
          keys.subList(from, Math.min(from + MOST_KEYS, keys.size()));
      batches.add(() -> batch(some, whole));
    }
    List<Map<String, AttributeValue>> found =
        AtOnce.all(batches).stream().flatMap(List::stream).toList();
    Map<String, Map<String, Map<String, AttributeValue>>> rows = new HashMap<>();
    for (Map<String, AttributeValue> row : whole ? whole(found) : found) {
      rows.computeIfAbsent(row.get(ResultRow.ID).s(), key -> new HashMap<>())
          .put(row.get(ResultRow.OPERATION).s(), row);
    }
    return rows;
  }

  private List<Map<String, AttributeValue>> batch(
      List<Map<String, AttributeValue>> keys, boolean whole) throws InterruptedException {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    Map<String, KeysAndAttributes> left = Map.of(table, asked(keys, whole));
    int tries = 0;
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> these = left;
      BatchGetItemResponse answer = dynamoDb.batchGetItem(request -> request.requestItems(these));
      List<Map<String, AttributeValue>> some = answer.responses().getOrDefault(table, List.of());
      found.addAll(some);
      left = answer.unprocessedKeys();
      tries = some.isEmpty() ? tries + 1 : 0;
      if (!left.isEmpty() && some.isEmpty()) {
        if (tries == TRIES) {
          throw ProvisionedThroughputExceededException.builder()
              .message("the table of results throttles")
              .statusCode(400)
              .build();
        }
        waits.until(FIRST_WAIT.multipliedBy(1L << tries));
      }
    }
    return found;
  }

  /** All names are replaced: some are words of DynamoDB's own. */
  private static KeysAndAttributes asked(List<Map<String, AttributeValue>> keys, boolean whole) {
    KeysAndAttributes.Builder asked = KeysAndAttributes.builder().keys(keys);
    if (!whole) {
      Map<String, String> names = new LinkedHashMap<>();
      BRIEF.forEach(name -> names.put("#" + name, name));
      asked.projectionExpression(String.join(",", names.keySet())).expressionAttributeNames(names);
    }
    return asked.build();
  }

  /** Some have their answer in a bucket. */
  private List<Map<String, AttributeValue>> whole(List<Map<String, AttributeValue>> rows)
      throws InterruptedException {
    return AtOnce.all(
        rows.stream().<Callable<Map<String, AttributeValue>>>map(row -> () -> whole(row)).toList());
  }

  private Map<String, AttributeValue> whole(Map<String, AttributeValue> row) {
    try {
      return answers.whole(row);
    } catch (AnswerGoneException e) {
      return row; // removed or replaced since; the page reads it again
    }
  }

  private static Map<String, AttributeValue> key(String key, Operation operation) {
    return Map.of(
        ResultRow.ID, AttributeValue.fromS(key),
        ResultRow.OPERATION, AttributeValue.fromS(operation.apiName()));
  }
}
