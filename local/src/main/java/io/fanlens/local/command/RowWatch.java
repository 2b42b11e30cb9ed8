package io.fanlens.local.command;

import io.fanlens.operations.results.RowKey;
import io.fanlens.operations.results.StoredRow;
import io.fanlens.quota.Sleeper;
import io.fanlens.result.AttributeJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells of each row that is finished, anew when a picture is replaced. It scans the table, and
 * rests ten times as long as a scan takes, so that watching a large table costs no more than a
 * tenth.
 */
final class RowWatch {

  private static final Duration SHORTEST_REST = Duration.ofMillis(500);
  private static final int REST_PER_WORK = 10;

  private final DynamoDbClient dynamodb;
  private final String table;
  private final InstantSource clock;
  private Map<RowKey, String> seen = new HashMap<>();

  RowWatch(DynamoDbClient dynamodb, String table, InstantSource clock) {
    this.dynamodb = dynamodb;
    this.table = table;
    this.clock = clock;
  }

  /** Rows that are there already are no news. */
  void skipPresent() {
    look(row -> {});
  }

  /** Watches until the thread is interrupted. */
  void run(Consumer<StoredRow> news, Sleeper sleeper) throws InterruptedException {
    while (true) {
      Instant start = clock.instant();
      look(news);
      Duration rest = Duration.between(start, clock.instant()).multipliedBy(REST_PER_WORK);
      sleeper.sleep(rest.compareTo(SHORTEST_REST) > 0 ? rest : SHORTEST_REST);
    }
  }

  void look(Consumer<StoredRow> news) {
    Map<RowKey, String> now = new HashMap<>();
    dynamodb
        .scanPaginator(
            scan -> scan.tableName(table).filterExpression("attribute_exists(finishedAt)"))
        .items()
        .forEach(
            item -> {
              RowKey key = RowKey.of(item);
              String version = version(item);
              now.put(key, version);
              if (!version.equals(seen.get(key))) {
                news.accept(new StoredRow(AttributeJson.of(item)));
              }
            });
    seen = now; // A removed picture is forgotten.
  }

  private static String version(Map<String, AttributeValue> item) {
    return item.get("finishedAt").s();
  }
}
