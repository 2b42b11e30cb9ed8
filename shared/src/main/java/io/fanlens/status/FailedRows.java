package io.fanlens.status;

import io.fanlens.result.ResultRow;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Counts FAILED rows by error code, from the table's index by day. */
public final class FailedRows {

  private static final String FAILED_BY_DAY = "failed-by-day";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final long most;

  /**
   * @param most rows that are counted, or a few more
   */
  public FailedRows(DynamoDbClient dynamoDb, String table, long most) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.most = most;
  }

  /**
   * Counts those of some days.
   *
   * @param today in UTC
   * @param days today included
   */
  public FailureCount count(LocalDate today, int days) {
    Map<String, Long> byCode = new TreeMap<>();
    long read = 0;
    for (int back = 0; back < days; back++) {
      for (int shard = 0; shard < ResultRow.FAILED_SHARDS; shard++) {
        QueryRequest request = failed(today.minusDays(back) + "#" + shard);
        for (QueryResponse page : dynamoDb.queryPaginator(request)) {
          for (Map<String, AttributeValue> row : page.items()) {
            AttributeValue code = row.get("errorCode");
            byCode.merge(code == null ? "?" : code.s(), 1L, Long::sum);
          }
          read += page.count();
          if (read > most) {
            return new FailureCount(days, new TreeMap<>(byCode), false);
          }
        }
      }
    }
    return new FailureCount(days, new TreeMap<>(byCode), true);
  }

  private QueryRequest failed(String dayShard) {
    return QueryRequest.builder()
        .tableName(table)
        .indexName(FAILED_BY_DAY)
        .keyConditionExpression(ResultRow.FAILED_DAY_SHARD + " = :day")
        .expressionAttributeValues(Map.of(":day", AttributeValue.fromS(dayShard)))
        .projectionExpression("errorCode")
        .build();
  }
}
