package io.fanlens.e2e;

import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.iam.AccessRequest;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The real function zip under the real template: pictures go in, and rows are waited for. */
public final class PipelineCloud implements AutoCloseable {

  public static final String FACES = "DetectFaces";
  public static final String LABELS = "DetectLabels";

  private final LocalCloud cloud;
  private final Optional<URI> storage;
  private final StackQueue queue;
  private final QuotaItems quota;

  PipelineCloud(LocalCloud cloud, Optional<URI> storage) {
    this.cloud = cloud;
    this.storage = storage;
    this.queue = new StackQueue(cloud);
    this.quota = new QuotaItems(cloud);
  }

  public LocalCloud cloud() {
    return cloud;
  }

  public StackQueue queue() {
    return queue;
  }

  public QuotaItems quota() {
    return quota;
  }

  public RekognitionControl rekognition() {
    return cloud.rekognition();
  }

  public List<Call> calls() {
    return cloud.rekognitionCalls().all();
  }

  public List<Call> calls(String operation) {
    return calls().stream().filter(call -> call.operation().equals(operation)).toList();
  }

  /** The calls for exactly these bytes that AWS would charge for. */
  public List<Call> paidCalls(String operation, byte[] picture) {
    String digest = PipelinePictures.digest(picture);
    return calls(operation).stream()
        .filter(Call::isPaid)
        .filter(call -> call.picture().equals(digest))
        .toList();
  }

  public String bucket() {
    return cloud.outputs().get("BucketName");
  }

  public PutObjectResponse upload(String key, byte[] picture) {
    return cloud
        .clients()
        .s3()
        .putObject(request -> request.bucket(bucket()).key(key), RequestBody.fromBytes(picture));
  }

  public void remove(String key) {
    cloud.clients().s3().deleteObject(request -> request.bucket(bucket()).key(key));
  }

  public String table() {
    return cloud.outputs().get("TableName");
  }

  /** The finished row, when it is there. */
  public Map<String, AttributeValue> awaitRow(String key, String operation) {
    return Eventually.present(
        "row of " + key + " " + operation,
        () -> row(key, operation).filter(row -> row.containsKey("status")));
  }

  public Map<String, AttributeValue> awaitRow(String key, String operation, String status) {
    return Eventually.present(
        status + " row of " + key + " " + operation,
        () ->
            row(key, operation)
                .filter(row -> row.containsKey("status") && row.get("status").s().equals(status)));
  }

  public Optional<Map<String, AttributeValue>> row(String key, String operation) {
    var answer =
        cloud
            .clients()
            .dynamodb()
            .getItem(
                request ->
                    request.tableName(table()).key(rowKey(key, operation)).consistentRead(true));
    return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
  }

  public void deleteRow(String key, String operation) {
    cloud
        .clients()
        .dynamodb()
        .deleteItem(request -> request.tableName(table()).key(rowKey(key, operation)));
  }

  public static Map<String, AttributeValue> rowKey(String key, String operation) {
    return Map.of("id", AttributeValue.fromS(key), "operation", AttributeValue.fromS(operation));
  }

  public List<Map<String, AttributeValue>> allRows() {
    return cloud
        .clients()
        .dynamodb()
        .scan(request -> request.tableName(table()).consistentRead(true))
        .items();
  }

  /** Whatever a test did, the stack's own roles and policies must have allowed it. */
  @Override
  public void close() {
    List<AccessRequest> refused = cloud.roles().refused();
    cloud.close();
    storage.ifPresent(Leftovers::delete);
    if (!refused.isEmpty()) {
      throw new AssertionError("the stack's permissions do not allow: " + refused);
    }
  }
}
