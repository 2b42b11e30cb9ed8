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
 * Reports each finished row, again when its picture is replaced. Scans the table, and pauses ten
 * times as long as a scan takes, so that watching a large table uses at most a tenth of the time.
 */
final class RowWatch {

  private static final Duration MIN_PAUSE = Duration.ofMillis(500);
  private static final int PAUSE_FACTOR = 10;

  private final DynamoDbClient dynamodb;
  private final String table;
  private final InstantSource clock;
  private Map<RowKey, String> seen = new HashMap<>();

  RowWatch(DynamoDbClient dynamodb, String table, InstantSource clock) {
    this.dynamodb = dynamodb;
    this.table = table;
    this.clock = clock;
  }

  /** Ignores the rows that already exist. */
  void skipPresent() {
    scan(row -> {});
  }

  /** Watches until the thread is interrupted. */
  void run(Consumer<StoredRow> listener, Sleeper sleeper) throws InterruptedException {
    while (true) {
      Instant start = clock.instant();
      scan(listener);
      Duration pause = Duration.between(start, clock.instant()).multipliedBy(PAUSE_FACTOR);
      sleeper.sleep(pause.compareTo(MIN_PAUSE) > 0 ? pause : MIN_PAUSE);
    }
  }

  void scan(Consumer<StoredRow> listener) {
    Map<RowKey, String> now = new HashMap<>();
    dynamodb
        .scanPaginator(
            request -> request.tableName(table).filterExpression("attribute_exists(finishedAt)"))
        .items()
        .forEach(
            item -> {
              RowKey key = RowKey.of(item);
              String version = version(item);
              now.put(key, version);
              if (!version.equals(seen.get(key))) {
                listener.accept(new StoredRow(AttributeJson.of(item)));
              }
            });
    seen = now; // forgets removed pictures
  }

  private static String version(Map<String, AttributeValue> item) {
    return item.get("finishedAt").s();
  }
}
