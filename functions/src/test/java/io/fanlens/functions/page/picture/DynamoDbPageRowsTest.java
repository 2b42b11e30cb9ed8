package io.fanlens.functions.page.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.result.AnswerGoneException;
import io.fanlens.result.AnswerLocation;
import io.fanlens.result.AnswerReader;
import io.fanlens.result.AnswerStore;
import io.fanlens.settings.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class DynamoDbPageRowsTest {

  private static final List<Operation> OWED =
      List.of(Operation.DETECT_FACES, Operation.DETECT_LABELS);

  private final Batches table = new Batches();
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final DynamoDbPageRows rows =
      new DynamoDbPageRows(table, "rows", new AnswerReader(new NoAnswers()), waits::add);

  /** Has a row for each key, and hands out some of those asked for at a time. */
  private static final class Batches implements DynamoDbClient {

    final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
    int mostAtOnce = 100;
    Map<String, AttributeValue> more = Map.of();
    volatile KeysAndAttributes last;

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      last = request.requestItems().get("rows");
      List<Map<String, AttributeValue>> keys = last.keys();
      asked.add(keys.size());
      int some = Math.min(mostAtOnce, keys.size());
      List<Map<String, AttributeValue>> found = new ArrayList<>();
      for (Map<String, AttributeValue> key : keys.subList(0, some)) {
        Map<String, AttributeValue> row = new HashMap<>(key);
        row.putAll(more);
        found.add(row);
      }
      return BatchGetItemResponse.builder()
          .responses(Map.of("rows", found))
          .unprocessedKeys(
              some == keys.size()
                  ? Map.of()
                  : Map.of("rows", last.toBuilder().keys(keys.subList(some, keys.size())).build()))
          .build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  /** Every answer was removed. */
  private static final class NoAnswers implements AnswerStore {
    @Override
    public AnswerLocation put(String key, byte[] compressed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] get(AnswerLocation at) {
      throw new AnswerGoneException(at, null);
    }

    @Override
    public void delete(AnswerLocation at) {}
  }

  private static Map<String, List<Operation>> owed(int pictures) {
    Map<String, List<Operation>> owed = new LinkedHashMap<>();
    for (int i = 0; i < pictures; i++) {
      owed.put("web/ada/%d/a.jpg".formatted(i), OWED);
    }
    return owed;
  }

  @Test
  void shouldAskForAHundredRowsAtOnce() throws Exception {
    assertEquals(120, rows.read(owed(120), false).size());
    assertEquals(List.of(40, 100, 100), table.asked.stream().sorted().toList());
    assertEquals(2, rows.read(owed(1), false).get("web/ada/0/a.jpg").size());
  }

  @Test
  void shouldAskForNothingWhereNothingIsOwed() throws Exception {
    assertEquals(Map.of(), rows.read(Map.of("a", List.of()), false));
    assertEquals(List.of(), table.asked);
  }

  @Test
  void shouldAskAgainForWhatWasLeftOut() throws Exception {
    table.mostAtOnce = 30;
    assertEquals(50, rows.read(owed(50), false).size());
    assertEquals(List.of(100, 70, 40, 10), table.asked);
    assertEquals(List.of(), waits);
  }

  @Test
  void shouldWaitLongerEachTimeWithoutARowAndThenSayThatTheTableThrottles() {
    table.mostAtOnce = 0;
    assertThrows(ProvisionedThroughputExceededException.class, () -> rows.read(owed(1), false));
    assertEquals(5, table.asked.size());
    assertTrue(waits.get(3).compareTo(waits.get(0)) > 0, waits.toString());
  }

  @Test
  void shouldLeaveAnswersInTheTableForAList() throws Exception {
    rows.read(owed(1), false);
    assertTrue(table.last.projectionExpression().contains("#found"));
    assertEquals("region", table.last.expressionAttributeNames().get("#region"));
    rows.read(owed(1), true);
    assertNull(table.last.projectionExpression());
  }

  @Test
  void shouldShowARowWhoseAnswerIsGone() throws Exception {
    table.more =
        Map.of(
            "answerAt",
            AttributeValue.fromM(
                Map.of(
                    "bucket", AttributeValue.fromS("answers"),
                    "key", AttributeValue.fromS("k"),
                    "eTag", AttributeValue.fromS("e"),
                    "bytes", AttributeValue.fromN("1"))));
    assertEquals(2, rows.read(owed(1), true).get("web/ada/0/a.jpg").size());
  }
}
