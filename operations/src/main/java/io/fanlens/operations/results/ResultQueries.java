package io.fanlens.operations.results;

import io.fanlens.result.ResultRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Queries rows by picture, by failure and by time. */
final class ResultQueries {

  static final String BY_HOUR = "by-hour";

  private static final String BY_DAY = "failed-by-day";

  /** A list does not show the answer, which is most of a row. */
  private static final String SUMMARY =
      "id, operation, #status, #count, #found, #region, latencyMs, errorCode, errorMessage,"
          + " finishedAt";

  private static final Map<String, String> SUMMARY_NAMES =
      Map.of("#status", "status", "#count", "count", "#found", "found", "#region", "region");

  private final DynamoDbClient dynamoDb;
  private final String table;

  ResultQueries(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** All rows of a picture, unfinished ones too. */
  List<Map<String, AttributeValue>> ofPicture(String key) {
    return dynamoDb
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression("id = :id")
                    .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(key)))
                    .consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  /** Failed rows from the index, in time order. */
  void failed(Instant since, Instant now, Consumer<Map<String, AttributeValue>> to) {
    LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate day = LocalDate.ofInstant(since, ZoneOffset.UTC);
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      sharded(BY_DAY, ResultRow.FAILED_DAY_SHARD, day.toString(), ResultRow.FAILED_SHARDS, since)
          .forEach(
              row -> {
                Map<String, AttributeValue> failed = new HashMap<>(row);
                failed.put(ResultRow.STATUS, AttributeValue.fromS(ResultRow.FAILED));
                to.accept(failed);
              });
    }
  }

  boolean hasIndexByHour() {
    return dynamoDb
        .describeTable(describe -> describe.tableName(table))
        .table()
        .globalSecondaryIndexes()
        .stream()
        .anyMatch(index -> index.indexName().equals(BY_HOUR));
  }

  /** All rows from the index by hour, in time order. */
  void byHour(Instant since, Instant now, Consumer<Map<String, AttributeValue>> to) {
    Instant hour = since.truncatedTo(ChronoUnit.HOURS);
    for (; !hour.isAfter(now); hour = hour.plus(1, ChronoUnit.HOURS)) {
      String name = hour.toString().substring(0, "2026-11-22T13".length());
      sharded(BY_HOUR, ResultRow.HOUR_SHARD, name, ResultRow.HOUR_SHARDS, since).forEach(to);
    }
  }

  private List<Map<String, AttributeValue>> sharded(
      String index, String attribute, String name, int shards, Instant since) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      AttributeValue key = AttributeValue.fromS(name + "#" + shard);
      dynamoDb
          .queryPaginator(
              query ->
                  query
                      .tableName(table)
                      .indexName(index)
                      .keyConditionExpression(attribute + " = :key AND finishedAt >= :since")
                      .expressionAttributeValues(
                          Map.of(
                              ":key", key, ":since", AttributeValue.fromS(ResultRow.time(since)))))
          .items()
          .forEach(rows::add);
    }
    rows.sort(Comparator.comparing(row -> row.get(ResultRow.FINISHED_AT).s()));
    return rows;
  }

  /**
   * Reads the whole table, in no order.
   *
   * @param progress receives the number of rows read after each page
   */
  void scan(Instant since, Consumer<Map<String, AttributeValue>> to, LongConsumer progress) {
    long read = 0;
    for (ScanResponse page :
        dynamoDb.scanPaginator(
            scan ->
                scan.tableName(table)
                    .filterExpression("finishedAt >= :since")
                    .expressionAttributeValues(
                        Map.of(":since", AttributeValue.fromS(ResultRow.time(since))))
                    .projectionExpression(SUMMARY)
                    .expressionAttributeNames(SUMMARY_NAMES))) {
      page.items().forEach(to);
      read += page.scannedCount();
      progress.accept(read);
    }
  }
}
