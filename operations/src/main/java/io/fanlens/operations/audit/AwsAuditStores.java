package io.fanlens.operations.audit;

import io.fanlens.operations.deployment.DeployedKeyFilters;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.operations.deployment.Parallel;
import io.fanlens.result.ResultRow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The deployment's bucket, table and queue. */
final class AwsAuditStores implements AuditStores {

  private static final int OBJECTS_PER_PAGE = 1_000;
  private static final int KEYS_PER_READ = 100;
  private static final int MESSAGES_PER_CALL = 10;
  private static final int CONCURRENT_CALLS = 16;

  private static final String PROJECTION =
      "id, operation, #status, sequencer, eTag, #bucket, claim";
  private static final Map<String, String> NAMES = Map.of("#status", "status", "#bucket", "bucket");

  private final Deployment deployment;
  private final DeployedKeyFilters filters;
  private final Parallel parallel = new Parallel(CONCURRENT_CALLS);
  private final DoubleAdder readUnits = new DoubleAdder();

  AwsAuditStores(Deployment deployment) {
    this.deployment = deployment;
    this.filters = DeployedKeyFilters.of(deployment);
  }

  /** Read units consumed so far. */
  double readUnits() {
    return readUnits.sum();
  }

  @Override
  public String bucket() {
    return deployment.bucket();
  }

  @Override
  public ObjectPage objects(Optional<String> after) {
    ListObjectsV2Response page =
        deployment
            .s3()
            .listObjectsV2(
                request ->
                    request
                        .bucket(bucket())
                        .maxKeys(OBJECTS_PER_PAGE)
                        .encodingType(EncodingType.URL)
                        .startAfter(after.orElse(null)));
    List<ObjectFacts> objects =
        page.contents().stream()
            .map(
                object ->
                    new ObjectFacts(
                        object.key(),
                        unquoted(object.eTag()),
                        object.size(),
                        object.lastModified()))
            .toList();
    boolean more = Boolean.TRUE.equals(page.isTruncated()) && !objects.isEmpty();
    return new ObjectPage(objects, more ? Optional.of(objects.getLast().key()) : Optional.empty());
  }

  @Override
  public Optional<ObjectFacts> object(String key) {
    try {
      HeadObjectResponse head =
          deployment.s3().headObject(request -> request.bucket(bucket()).key(key));
      return Optional.of(
          new ObjectFacts(key, unquoted(head.eTag()), head.contentLength(), head.lastModified()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public Collection<String> present(Collection<String> keys) {
    Collection<String> present = ConcurrentHashMap.newKeySet();
    parallel.forEach(keys, key -> object(key).ifPresent(object -> present.add(key)));
    return present;
  }

  private static String unquoted(String eTag) {
    return eTag == null ? "" : eTag.replace("\"", "");
  }

  @Override
  public boolean isDelivered(String key) {
    return filters.passes(key);
  }

  @Override
  public Map<RowId, RowFacts> rows(Collection<RowId> ids, boolean consistent) {
    Map<RowId, RowFacts> rows = new ConcurrentHashMap<>();
    parallel.forEach(
        Parallel.partition(ids, KEYS_PER_READ),
        part -> read(part, consistent).forEach(row -> rows.put(row.id(), row)));
    return rows;
  }

  private List<RowFacts> read(List<RowId> ids, boolean consistent) {
    List<RowFacts> rows = new ArrayList<>();
    Deque<Map<String, AttributeValue>> open = new ArrayDeque<>();
    ids.forEach(id -> open.add(key(id)));
    while (!open.isEmpty()) {
      KeysAndAttributes wanted =
          KeysAndAttributes.builder()
              .keys(open)
              .consistentRead(consistent)
              .projectionExpression(PROJECTION)
              .expressionAttributeNames(NAMES)
              .build();
      open.clear();
      BatchGetItemResponse answer =
          deployment
              .dynamoDb()
              .batchGetItem(
                  request ->
                      request
                          .requestItems(Map.of(deployment.table(), wanted))
                          .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
      answer.consumedCapacity().forEach(this::count);
      answer
          .responses()
          .getOrDefault(deployment.table(), List.of())
          .forEach(item -> rows.add(facts(item)));
      KeysAndAttributes left = answer.unprocessedKeys().get(deployment.table());
      if (left != null) {
        open.addAll(left.keys());
      }
    }
    return rows;
  }

  @Override
  public List<RowPage> scan(int[] wanted, List<AuditPosition.Segment> segments) {
    Map<Integer, RowPage> pages = new ConcurrentHashMap<>();
    parallel.forEach(
        Arrays.stream(wanted).boxed().toList(),
        segment ->
            pages.put(segment, scan(segment, segments.size(), segments.get(segment).start())));
    return List.copyOf(pages.values());
  }

  private RowPage scan(int segment, int segments, Optional<RowId> after) {
    ScanResponse page =
        deployment
            .dynamoDb()
            .scan(
                request ->
                    request
                        .tableName(deployment.table())
                        .segment(segment)
                        .totalSegments(segments)
                        .projectionExpression(PROJECTION)
                        .expressionAttributeNames(NAMES)
                        .exclusiveStartKey(after.map(AwsAuditStores::key).orElse(null))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    count(page.consumedCapacity());
    return new RowPage(
        segment,
        page.items().stream().map(AwsAuditStores::facts).toList(),
        page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty()
            ? Optional.of(id(page.lastEvaluatedKey()))
            : Optional.empty());
  }

  private void count(ConsumedCapacity capacity) {
    if (capacity != null && capacity.capacityUnits() != null) {
      readUnits.add(capacity.capacityUnits());
    }
  }

  private static RowFacts facts(Map<String, AttributeValue> item) {
    Optional<String> sequencer =
        item.containsKey(ResultRow.STATUS) ? text(item, ResultRow.SEQUENCER) : Optional.empty();
    Optional<RowFacts.ClaimFacts> claim =
        Optional.ofNullable(item.get("claim"))
            .map(AttributeValue::m)
            .map(
                map ->
                    new RowFacts.ClaimFacts(
                        map.get("sequencer").s(),
                        map.get("token").s(),
                        Instant.ofEpochMilli(Long.parseLong(map.get("until").n()))));
    return new RowFacts(
        id(item), sequencer, text(item, "eTag").orElse(""), text(item, "bucket"), claim);
  }

  private static Optional<String> text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  private static RowId id(Map<String, AttributeValue> item) {
    return new RowId(item.get(ResultRow.ID).s(), item.get(ResultRow.OPERATION).s());
  }

  private static Map<String, AttributeValue> key(RowId id) {
    return Map.of(
        ResultRow.ID, AttributeValue.fromS(id.id()),
        ResultRow.OPERATION, AttributeValue.fromS(id.operation()));
  }

  /** The condition is the row as it was read: a newer answer or claim keeps it. */
  @Override
  public boolean remove(RowFacts seen) {
    Map<String, AttributeValue> values = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    seen.sequencer().ifPresent(it -> values.put(":sequencer", AttributeValue.fromS(it)));
    seen.claim()
        .ifPresent(
            claim -> {
              names.put("#token", "token");
              names.put("#until", "until");
              values.put(":token", AttributeValue.fromS(claim.token()));
              values.put(
                  ":until", AttributeValue.fromN(Long.toString(claim.until().toEpochMilli())));
            });
    String condition =
        (seen.isFinished() ? "sequencer = :sequencer" : "attribute_not_exists(sequencer)")
            + (seen.claim().isPresent()
                ? " AND claim.#token = :token AND claim.#until = :until"
                : " AND attribute_not_exists(claim)");
    try {
      deployment
          .dynamoDb()
          .deleteItem(
              request ->
                  request
                      .tableName(deployment.table())
                      .key(key(seen.id()))
                      .conditionExpression(condition)
                      .expressionAttributeNames(names.isEmpty() ? null : names)
                      .expressionAttributeValues(values.isEmpty() ? null : values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public void send(List<String> bodies) {
    parallel.forEach(Parallel.partition(bodies, MESSAGES_PER_CALL), this::sendBatch);
  }

  private void sendBatch(List<String> bodies) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (String body : bodies) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(body)
              .build());
    }
    SendMessageBatchResponse answer =
        deployment
            .sqs()
            .sendMessageBatch(request -> request.queueUrl(deployment.queueUrl()).entries(entries));
    if (!answer.failed().isEmpty()) {
      throw new OperationsException(
          "the queue refused a message: %s; continue with --resume"
              .formatted(answer.failed().getFirst().message()));
    }
  }
}
