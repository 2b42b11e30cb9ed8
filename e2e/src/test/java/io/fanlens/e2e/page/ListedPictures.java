package io.fanlens.e2e.page;

import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.s3.NotificationSink;
import io.fanlens.local.signin.LocalUser;
import io.fanlens.result.ResultRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A thousand pictures with their rows, which need no analysis to be listed. */
record ListedPictures(PipelineCloud cloud) {

  private static final int PICTURES = 1_000;

  /** Is in the names of all of them. */
  private static final String LISTED = "listed";

  private static final List<String> OPERATIONS =
      List.of("DetectFaces", "DetectLabels", "DetectText");

  private static final int ROWS_AT_ONCE = 25;
  private static final int THREADS = 8;

  /** Their uploads are nobody's work. */
  static NotificationSink unannounced(NotificationSink sink) {
    return new NotificationSink() {
      @Override
      public boolean exists(String queueArn) {
        return sink.exists(queueArn);
      }

      @Override
      public void send(String queueArn, List<String> bodies) {
        List<String> others = bodies.stream().filter(body -> !body.contains(LISTED)).toList();
        if (!others.isEmpty()) {
          sink.send(queueArn, others);
        }
      }
    };
  }

  void put(LocalUser owner) throws Exception {
    byte[] picture = PipelinePictures.plain("jpeg");
    List<String> keys =
        IntStream.range(0, PICTURES)
            .mapToObj(i -> "web/%s/old/listed %04d.jpg".formatted(owner.sub(), i))
            .toList();
    List<Callable<Void>> writes = new ArrayList<>();
    keys.forEach(key -> writes.add(done(() -> cloud.upload(key, picture))));
    List<WriteRequest> rows = keys.stream().flatMap(key -> rows(key).stream()).toList();
    for (int i = 0; i < rows.size(); i += ROWS_AT_ONCE) {
      List<WriteRequest> some = rows.subList(i, Math.min(i + ROWS_AT_ONCE, rows.size()));
      writes.add(done(() -> write(some)));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Void> write : threads.invokeAll(writes)) {
        write.get();
      }
    }
  }

  private static Callable<Void> done(Runnable write) {
    return Executors.callable(write, null);
  }

  private void write(List<WriteRequest> rows) {
    var written =
        cloud
            .cloud()
            .clients()
            .dynamodb()
            .batchWriteItem(request -> request.requestItems(Map.of(cloud.table(), rows)));
    if (written.hasUnprocessedItems() && !written.unprocessedItems().isEmpty()) {
      throw new IllegalStateException("not written: " + written.unprocessedItems());
    }
  }

  private static List<WriteRequest> rows(String key) {
    return OPERATIONS.stream()
        .map(
            operation -> {
              Map<String, AttributeValue> row = new HashMap<>(PipelineCloud.rowKey(key, operation));
              row.put(ResultRow.STATUS, AttributeValue.fromS(ResultRow.SUCCEEDED));
              row.put("count", AttributeValue.fromN("0"));
              return WriteRequest.builder().putRequest(put -> put.item(row)).build();
            })
        .toList();
  }
}
