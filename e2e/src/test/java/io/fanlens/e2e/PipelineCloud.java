package io.fanlens.e2e;

import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.cloud.LocalCloudHooks;
import io.fanlens.local.cloud.LocalCloudOptions;
import io.fanlens.local.gateway.RequestFilter;
import io.fanlens.local.iam.AccessRequest;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The real function zip under the real template, with pictures to put in and rows to take out. What
 * a test waits for is a condition, never a time.
 */
public final class PipelineCloud implements AutoCloseable {

  public static final String FACES = "DetectFaces";
  public static final String LABELS = "DetectLabels";

  private static final Path ZIP = Path.of("../functions/target/fanlens-functions.zip");

  /** Long, for slow machines; a test that passes never waits for its end. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final LocalCloud cloud;
  private final Optional<URI> storage;

  private PipelineCloud(LocalCloud cloud, Optional<URI> storage) {
    this.cloud = cloud;
    this.storage = storage;
  }

  /** Handed-back messages come back at once. */
  public static PipelineCloud start(Path directory) {
    return start(directory, Templates.DEFAULT, Map.of());
  }

  /**
   * A function that is cut off after 8 s, whose messages come back 10 s after they were taken, so
   * that a test of a killed function need not wait for minutes.
   */
  public static PipelineCloud startShortLived(Path directory) {
    return start(
        directory,
        shortened(directory, 8, 10),
        Map.of(
            "timings.functionSeconds", 8,
            "timings.fetchSeconds", 2,
            "timings.prepareSeconds", 2,
            "timings.callSeconds", 2,
            "timings.storeSeconds", 2));
  }

  /** With some settings replaced, by dotted path, and so many processes at most. */
  public static PipelineCloud start(Path directory, Map<String, Object> settings, int processes) {
    Map<String, Object> overrides = new HashMap<>(settings);
    overrides.put("quota.processes", processes);
    return start(
        directory,
        Templates.DEFAULT,
        overrides,
        LambdaOptions.builder().maxChildren(processes).build());
  }

  /** A function that believes a snapshot of it is taken, as AWS Lambda's SnapStart has it. */
  public static PipelineCloud startSnapshotted(Path directory, LambdaListener listener) {
    LambdaOptions lambda =
        LambdaOptions.builder()
            .runtime(FunctionRuntime.AMAZON)
            .maxChildren(1)
            .childEnvironment(
                environment -> {
                  environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
                  return environment;
                })
            .build();
    return start(directory, lambda, listener);
  }

  /** With one that hears what the function's processes do. */
  public static PipelineCloud start(Path directory, LambdaOptions lambda, LambdaListener listener) {
    return start(
        directory,
        Templates.DEFAULT,
        Map.of(),
        lambda,
        LocalCloudHooks.NONE,
        GivenEndpoint.uri(),
        listener);
  }

  public static PipelineCloud start(Path directory, Path template, Map<String, Object> settings) {
    return start(directory, template, settings, LambdaOptions.DEFAULT);
  }

  /** With a filter that sees each request before its service does. */
  public static PipelineCloud start(
      Path directory, Map<String, Object> settings, RequestFilter filter) {
    return start(
        directory,
        Templates.DEFAULT,
        settings,
        LambdaOptions.DEFAULT,
        LocalCloudHooks.filter(filter));
  }

  private static PipelineCloud start(
      Path directory, Path template, Map<String, Object> settings, LambdaOptions lambda) {
    return start(directory, template, settings, lambda, LocalCloudHooks.NONE);
  }

  private static PipelineCloud start(
      Path directory,
      Path template,
      Map<String, Object> settings,
      LambdaOptions lambda,
      LocalCloudHooks hooks) {
    // A test that reaches into the embedded servers keeps them.
    boolean embedded = hooks.events() != LocalCloudHooks.NONE.events();
    Optional<URI> storage = embedded ? Optional.empty() : GivenEndpoint.uri();
    return start(directory, template, settings, lambda, hooks, storage);
  }

  /** With S3, SQS and DynamoDB of somebody else's, who is left as found. */
  public static PipelineCloud startOn(URI storage, Path directory, Map<String, Object> settings) {
    return start(
        directory,
        Templates.DEFAULT,
        settings,
        LambdaOptions.DEFAULT,
        LocalCloudHooks.NONE,
        Optional.of(storage));
  }

  private static PipelineCloud start(
      Path directory,
      Path template,
      Map<String, Object> settings,
      LambdaOptions lambda,
      LocalCloudHooks hooks,
      Optional<URI> storage) {
    return start(directory, template, settings, lambda, hooks, storage, event -> {});
  }

  private static PipelineCloud start(
      Path directory,
      Path template,
      Map<String, Object> settings,
      LambdaOptions lambda,
      LocalCloudHooks hooks,
      Optional<URI> storage,
      LambdaListener listener) {
    Map<String, Object> overrides = new HashMap<>(settings);
    overrides.put("timings.requeueSeconds", 0);
    LocalCloudOptions options =
        LocalCloudOptions.builder(template, ZIP, directory.resolve("logs"))
            .settingsOverrides(overrides)
            .lambda(lambda)
            .storage(storage)
            .build();
    storage.ifPresent(Leftovers::delete);
    return new PipelineCloud(LocalCloud.start(options, listener, hooks), storage);
  }

  /**
   * A function that is cut off after 14 s, with room for a slow machine in each of its parts, and
   * three attempts a picture.
   */
  public static PipelineCloud startForFaults(
      Path directory, LocalCloudHooks hooks, LambdaOptions lambda) {
    return start(
        directory,
        shortened(directory, 14, 16),
        Map.of(
            "timings.functionSeconds", 14,
            "timings.fetchSeconds", 3,
            "timings.prepareSeconds", 2,
            "timings.callSeconds", 5,
            "timings.storeSeconds", 3,
            "maxAttempts", 3),
        lambda,
        hooks);
  }

  private static Path shortened(Path directory, int functionSeconds, int visibilitySeconds) {
    return Templates.changed(
        directory,
        Templates.DEFAULT,
        "\"Timeout\" : 60",
        "\"Timeout\" : " + functionSeconds,
        "\"VisibilityTimeout\" : 90",
        "\"VisibilityTimeout\" : " + visibilitySeconds);
  }

  public LocalCloud cloud() {
    return cloud;
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

  public String bucket() {
    return cloud.outputs().get("BucketName");
  }

  public String queueUrl() {
    return cloud.outputs().get("QueueUrl");
  }

  /** The picture with one face. */
  public static byte[] face() {
    try (InputStream picture = PipelineCloud.class.getResourceAsStream("/pictures/astronaut.jpg")) {
      return picture.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PutObjectResponse upload(String key, byte[] picture) {
    return cloud
        .clients()
        .s3()
        .putObject(request -> request.bucket(bucket()).key(key), RequestBody.fromBytes(picture));
  }

  /** The finished row, when it is there. */
  public Map<String, AttributeValue> awaitRow(String key, String operation) {
    return await(
        "row of " + key + " " + operation,
        () -> row(key, operation).filter(r -> r.containsKey("status")));
  }

  public Map<String, AttributeValue> awaitRow(String key, String operation, String status) {
    return await(
        status + " row of " + key + " " + operation,
        () ->
            row(key, operation)
                .filter(r -> r.containsKey("status") && r.get("status").s().equals(status)));
  }

  public Optional<Map<String, AttributeValue>> row(String key, String operation) {
    var answer =
        cloud
            .clients()
            .dynamodb()
            .getItem(
                request ->
                    request
                        .tableName(cloud.outputs().get("TableName"))
                        .key(
                            Map.of(
                                "id", AttributeValue.fromS(key),
                                "operation", AttributeValue.fromS(operation)))
                        .consistentRead(true));
    return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
  }

  public List<Map<String, AttributeValue>> allRows() {
    return cloud
        .clients()
        .dynamodb()
        .scan(request -> request.tableName(cloud.outputs().get("TableName")).consistentRead(true))
        .items();
  }

  public void send(String body) {
    cloud.clients().sqs().sendMessage(request -> request.queueUrl(queueUrl()).messageBody(body));
  }

  public String quotaTable() {
    return cloud.outputs().get("QuotaTableName");
  }

  public List<Map<String, AttributeValue>> quotaItems() {
    return cloud
        .clients()
        .dynamodb()
        .scan(request -> request.tableName(quotaTable()).consistentRead(true))
        .items();
  }

  /** Forgets cut rates, open breakers and whatever else the targets' items hold. */
  public void clearQuota() {
    for (Map<String, AttributeValue> item : quotaItems()) {
      Map<String, AttributeValue> key =
          Map.of(
              DynamoDbQuotaTable.GROUP, item.get(DynamoDbQuotaTable.GROUP),
              DynamoDbQuotaTable.TARGET, item.get(DynamoDbQuotaTable.TARGET));
      cloud.clients().dynamodb().deleteItem(request -> request.tableName(quotaTable()).key(key));
    }
  }

  /** Nothing waits, nothing is in flight: all that was sent has been acknowledged. */
  public void awaitEmptyQueue() {
    awaitTrue(
        "an empty queue",
        () -> {
          Map<QueueAttributeName, String> depth =
              cloud
                  .clients()
                  .sqs()
                  .getQueueAttributes(
                      request ->
                          request
                              .queueUrl(queueUrl())
                              .attributeNames(
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                  .attributes();
          return depth.values().stream().allMatch("0"::equals);
        });
  }

  public Message awaitDeadLetter() {
    return await(
        "a dead letter",
        () ->
            cloud
                .clients()
                .sqs()
                .receiveMessage(
                    request ->
                        request
                            .queueUrl(cloud.outputs().get("DeadLetterQueueUrl"))
                            .messageAttributeNames("All")
                            .waitTimeSeconds(1))
                .messages()
                .stream()
                .findFirst());
  }

  public static void awaitTrue(String what, BooleanSupplier condition) {
    await(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  private static <T> T await(String what, Supplier<Optional<T>> value) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Optional<T> found = value.get();
      if (found.isPresent()) {
        return found.get();
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
  }

  /** Whatever a test did, the stack's own roles and policies must have allowed it. */
  @Override
  public void close() {
    List<AccessRequest> refused = cloud.roles().refused();
    cloud.close();
    storage.ifPresent(Leftovers::delete);
    if (!refused.isEmpty()) {
      throw new AssertionError("the stack's rights do not allow: " + refused);
    }
  }
}
