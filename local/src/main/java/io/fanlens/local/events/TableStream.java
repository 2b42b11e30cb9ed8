package io.fanlens.local.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads a table's stream: current shards from a position, their successors from the start. */
final class TableStream {

  /** Reads between listings of the shards, which change about every four hours. */
  private static final int READS_PER_LISTING = 20;

  private final DynamoDbStreamsClient client;
  private final String arn;
  private final Set<String> known = new HashSet<>();
  private final Map<String, String> iterators = new HashMap<>();
  private int readsUntilListing = READS_PER_LISTING;

  TableStream(DynamoDbStreamsClient client, String arn, ShardIteratorType start) {
    this.client = client;
    this.arn = arn;
    listShards(start);
  }

  String arn() {
    return arn;
  }

  /** The changes since the last read, in order for each row. */
  List<Record> read() {
    if (iterators.isEmpty() || --readsUntilListing <= 0) {
      readsUntilListing = READS_PER_LISTING;
      listShards(ShardIteratorType.TRIM_HORIZON);
    }
    List<Record> records = new ArrayList<>();
    for (Map.Entry<String, String> shard : List.copyOf(iterators.entrySet())) {
      try {
        GetRecordsResponse answer =
            client.getRecords(request -> request.shardIterator(shard.getValue()));
        records.addAll(answer.records());
        if (answer.nextShardIterator() == null) {
          iterators.remove(shard.getKey()); // The shard is closed and read to its end.
        } else {
          iterators.put(shard.getKey(), answer.nextShardIterator());
        }
      } catch (ExpiredIteratorException | TrimmedDataAccessException e) {
        iterators.put(shard.getKey(), iterator(shard.getKey(), ShardIteratorType.TRIM_HORIZON));
      }
    }
    return records;
  }

  private void listShards(ShardIteratorType start) {
    String last = null;
    do {
      String after = last;
      DescribeStreamResponse answer =
          client.describeStream(request -> request.streamArn(arn).exclusiveStartShardId(after));
      for (Shard shard : answer.streamDescription().shards()) {
        if (known.add(shard.shardId())) {
          iterators.put(shard.shardId(), iterator(shard.shardId(), start));
        }
      }
      last = answer.streamDescription().lastEvaluatedShardId();
    } while (last != null);
  }

  private String iterator(String shardId, ShardIteratorType start) {
    return client
        .getShardIterator(
            request -> request.streamArn(arn).shardId(shardId).shardIteratorType(start))
        .shardIterator();
  }
}
