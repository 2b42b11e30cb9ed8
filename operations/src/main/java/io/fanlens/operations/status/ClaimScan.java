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
 * Looks for claims in the whole table of results, because no index has them. A claim whose end has
 * long passed belongs to a worker that died, and nobody has taken its picture over since.
 */
public final class ClaimScan {

  /** The queue shows a dead worker's message again within two minutes. */
  public static final Duration STUCK_AFTER = Duration.ofMinutes(5);

  private static final int MOST_NAMED = 20;

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

  /** A row whose claim has long ended. */
  public record Stuck(String id, String operation, Instant until) {}

  /**
   * What was found.
   *
   * @param working claims that somebody holds, or held a moment ago
   * @param handedBack pictures that wait in the queue for their next try
   * @param stuck claims whose end has long passed
   * @param named some of them
   * @param readUnits what the scan cost
   */
  public record Report(
      long rows, long working, long handedBack, long stuck, List<Stuck> named, double readUnits) {}

  /**
   * Reads the table once, page by page.
   *
   * @param progress is told how many rows were read
   */
  public Report run(LongConsumer progress) {
    long rows = 0;
    long working = 0;
    long handedBack = 0;
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
          handedBack++;
        } else if (until.plus(STUCK_AFTER).isAfter(now)) {
          working++;
        } else {
          stuck++;
          if (named.size() < MOST_NAMED) {
            named.add(
                new Stuck(item.get(ResultRow.ID).s(), item.get(ResultRow.OPERATION).s(), until));
          }
        }
      }
      progress.accept(rows);
    }
    return new Report(rows, working, handedBack, stuck, List.copyOf(named), units);
  }
}
