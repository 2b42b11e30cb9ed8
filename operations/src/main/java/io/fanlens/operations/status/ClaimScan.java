package io.fanlens.operations.status;

import io.fanlens.operations.deployment.Deployment;
import io.fanlens.result.ResultRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Scans the whole results table for claims, because no index has them. A claim that ended long ago
 * belongs to a worker that died, and no other has taken over its picture.
 */
public final class ClaimScan {

  /** A dead worker's message becomes visible again within two minutes. */
  public static final Duration STUCK_AFTER = Duration.ofMinutes(5);

  private static final int MAX_NAMED = 20;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Instant now;

  public ClaimScan(Deployment deployment, Instant now) {
    this(deployment.dynamoDb(), deployment.table(), now);
  }

  ClaimScan(DynamoDbClient dynamoDb, String table, Instant now) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.now = now;
  }

  /** A row whose claim ended long ago. */
  public record Stuck(String id, String operation, Instant until) {}

  /**
   * Result of a scan.
   *
   * @param working claims that a worker holds, or held a moment ago
   * @param requeued pictures waiting in the queue for their next attempt
   * @param stuck claims that ended long ago
   * @param named some of the stuck ones
   * @param readUnits consumed by the scan
   */
  public record Report(
      long rows, long working, long requeued, long stuck, List<Stuck> named, double readUnits) {}

  /**
   * Reads the table once, page by page.
   *
   * @param progress receives the number of rows read
   */
  public Report run(LongConsumer progress) {
    long rows = 0;
    long working = 0;
    long requeued = 0;
    long stuck = 0;
    double units = 0;
    List<Stuck> named = new ArrayList<>();
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table)
            .filterExpression("attribute_exists(claim)")
            .projectionExpression("id, operation, claim")
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .build();
    for (ScanResponse page : dynamoDb.scanPaginator(request)) {
      rows += page.scannedCount();
      units += page.consumedCapacity() == null ? 0 : page.consumedCapacity().capacityUnits();
      for (Map<String, AttributeValue> item : page.items()) {
        Instant until =
            Instant.ofEpochMilli(Long.parseLong(item.get("claim").m().get("until").n()));
        if (until.equals(Instant.EPOCH)) {
          requeued++;
        } else if (until.plus(STUCK_AFTER).isAfter(now)) {
          working++;
        } else {
          stuck++;
          if (named.size() < MAX_NAMED) {
            named.add(
                new Stuck(item.get(ResultRow.ID).s(), item.get(ResultRow.OPERATION).s(), until));
          }
        }
      }
      progress.accept(rows);
    }
    return new Report(rows, working, requeued, stuck, List.copyOf(named), units);
  }
}
