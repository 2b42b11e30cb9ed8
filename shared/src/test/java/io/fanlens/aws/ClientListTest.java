package io.fanlens.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.access.ApiClient;
import io.fanlens.access.CallLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Of a table that has answers besides: a scan of it would read them all. */
class ClientListTest {

  private static final String TABLE = "clients";
  private static final int CLIENTS = 150;

  private final List<ApiClient> clients =
      IntStream.range(0, CLIENTS)
          .mapToObj(
              i ->
                  ApiClient.created(
                      "FL%018d".formatted(i),
                      "shop " + i,
                      "abcdef01",
                      CallLimit.NONE,
                      Instant.parse("2026-03-31T12:00:00Z")))
          .toList();

  private final List<Integer> batches = new ArrayList<>();

  @Test
  void shouldReadTheIndexAndThenTheClientsAlone() throws Exception {
    assertEquals(clients, new DynamoDbClientTable(new TwoPages(), TABLE).list());
    // Of each batch the last one is not processed at first.
    assertEquals(List.of(100, 1, 50, 1), batches);
  }

  /** Its index has two pages. */
  private final class TwoPages implements DynamoDbClient {

    @Override
    public ScanResponse scan(ScanRequest request) {
      assertEquals("by-name", request.indexName());
      boolean first = !request.hasExclusiveStartKey();
      List<ApiClient> page =
          first ? clients.subList(0, CLIENTS / 2) : clients.subList(CLIENTS / 2, CLIENTS);
      ScanResponse.Builder response =
          ScanResponse.builder()
              .items(
                  page.stream()
                      .map(
                          client ->
                              Map.of(
                                  "id", ClientItem.of(client).get("id"),
                                  "name", AttributeValue.fromS(client.name())))
                      .toList());
      return first
          ? response.lastEvaluatedKey(ClientItem.key(page.getLast().keyId())).build()
          : response.build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      KeysAndAttributes asked = request.requestItems().get(TABLE);
      assertTrue(asked.consistentRead());
      int size = asked.keys().size();
      batches.add(size);
      int processed = size == 1 ? 1 : size - 1;
      return BatchGetItemResponse.builder()
          .responses(
              Map.of(
                  TABLE,
                  clients.stream()
                      .map(ClientItem::of)
                      .filter(
                          item ->
                              asked
                                  .keys()
                                  .subList(0, processed)
                                  .contains(Map.of("id", item.get("id"))))
                      .toList()))
          .unprocessedKeys(
              size == processed
                  ? Map.of()
                  : Map.of(
                      TABLE, asked.toBuilder().keys(asked.keys().subList(processed, size)).build()))
          .build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
