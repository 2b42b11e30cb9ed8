package io.fanlens.e2e.storage;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fanlens.aws.S3Answers;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import io.fanlens.result.AnswerReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What the pipeline needs of any S3, SQS and DynamoDB, at an endpoint that a subclass names. The
 * function's zip runs under the embedded Lambda service, and Rekognition is the embedded one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StorageSuite {

  private static final Pattern SEQUENCER =
      Pattern.compile("\"sequencer\"\\s*:\\s*\"([0-9A-Fa-f]+)\"");

  private PipelineCloud cloud;

  /** Where it is; empty when there is none here. */
  abstract Optional<URI> endpoint();

  /** The sentence to skip the tests with when there is none. */
  abstract String absence();

  @BeforeAll
  void start(@TempDir Path directory) {
    cloud = endpoint().map(at -> startOn(at, directory)).orElse(null);
  }

  private static PipelineCloud startOn(URI endpoint, Path directory) {
    return new PipelineOptions(directory)
        .storage(endpoint)
        // Rows so small that answers go to their bucket.
        .setting("results.maxRowBytes", 4_096)
        .setting("maxAttempts", 2)
        .start();
  }

  /** For each test, so that every one of them is counted as skipped. */
  @BeforeEach
  void skipWithoutIt() {
    assumeTrue(cloud != null, this::absence);
  }

  @AfterAll
  void stop() {
    if (cloud != null) {
      cloud.close();
    }
  }

  @Test
  void shouldTurnPicturesUnderAnyKeyIntoRows() {
    List<String> keys =
        List.of(
            "happy.jpg",
            "with space.jpg",
            "a+b=c.jpg",
            "Gr\u00f6\u00dfe/\u00dcbung.jpg",
            "100%.jpg");
    keys.forEach(key -> cloud.upload(key, PipelinePictures.face()));

    for (String key : keys) {
      assertEquals("1", cloud.awaitRow(key, FACES, "SUCCEEDED").get("count").n());
      cloud.awaitRow(key, LABELS, "SUCCEEDED");
    }
  }

  @Test
  void shouldPayOnceForAMessageThatComesAgain() {
    byte[] picture = PipelinePictures.named("again");
    String eTag = cloud.upload("again.jpg", picture).eTag();
    Map<String, AttributeValue> row = cloud.awaitRow("again.jpg", FACES, "SUCCEEDED");
    cloud.awaitRow("again.jpg", LABELS, "SUCCEEDED");
    String event =
        """
        {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
          "s3": {"bucket": {"name": "%s"}, "object": {"key": "again.jpg", "size": %d,
            "eTag": "%s", "sequencer": "%s"}}}]}\
        """
            .formatted(
                cloud.bucket(), picture.length, eTag.replace("\"", ""), row.get("sequencer").s());

    for (int i = 0; i < 5; i++) {
      cloud.queue().send(event);
    }
    cloud.queue().awaitEmpty();

    assertEquals(
        1,
        cloud.calls(FACES).stream()
            .filter(Call::isPaid)
            .filter(call -> call.picture().equals(PipelinePictures.digest(picture)))
            .count());
  }

  @Test
  void shouldKeepALargeAnswerInItsBucket() throws Exception {
    cloud.upload("crowd.jpg", PipelinePictures.fourFaces());

    Map<String, AttributeValue> row = cloud.awaitRow("crowd.jpg", FACES, "SUCCEEDED");
    assertTrue(row.containsKey("answerAt"));
    Map<String, AttributeValue> whole =
        new AnswerReader(S3Answers.reading(cloud.cloud().clients().s3())).whole(row);
    assertEquals(4, whole.get("FaceDetails").l().size());
  }

  @Test
  void shouldSayWhyAPictureFails() {
    cloud.upload("text.jpg", "I am a text.".getBytes(StandardCharsets.UTF_8));

    assertEquals("NOT_A_PICTURE", cloud.awaitRow("text.jpg", FACES).get("errorCode").s());
  }

  @Test
  void shouldGiveUpWithADeadLetterAfterAllAttempts() {
    cloud.rekognition().outage(LABELS, RekognitionControl.ANY, Outage.FAIL);
    try {
      cloud.upload("outage.jpg", PipelinePictures.face());
      cloud.awaitRow("outage.jpg", LABELS, "FAILED");

      cloud.queue().awaitDeadLetterWith("outage.jpg");
    } finally {
      cloud.rekognition().outage(LABELS, RekognitionControl.ANY, Outage.NONE);
    }
  }

  @Test
  void shouldReplaceTheRowOfANewVersionAndRemoveThatOfARemovedPicture() {
    assumeTrue(
        sequencersGrow(),
        "Every event of this S3 has the same sequencer, so versions of a picture cannot be told"
            + " apart, nor can a removal from an older upload.");
    cloud.upload("changing.jpg", PipelinePictures.face());
    cloud.awaitRow("changing.jpg", FACES, "SUCCEEDED");

    cloud.upload("changing.jpg", "no picture".getBytes(StandardCharsets.UTF_8));
    cloud.awaitRow("changing.jpg", FACES, "FAILED");

    cloud.remove("changing.jpg");
    Eventually.until("no row", () -> cloud.row("changing.jpg", FACES).isEmpty());
  }

  @Test
  void shouldPublishResultsByTheTablesStream() {
    cloud.upload("published.jpg", PipelinePictures.face());

    Eventually.until(
        "two events",
        () ->
            cloud.cloud().events().all().stream()
                    .filter(event -> event.at("/detail/key").asText().equals("published.jpg"))
                    .count()
                == 2);
  }

  /** Every claim and finish tells from the losing write who has won. */
  @Test
  void shouldAnswerAFailedConditionWithTheItemThatIsThere() {
    DynamoDbClient dynamodb = cloud.cloud().clients().dynamodb();
    Map<String, AttributeValue> item =
        Map.of(
            "id", AttributeValue.fromS("condition"),
            "operation", AttributeValue.fromS("Test"),
            "claim", AttributeValue.fromM(Map.of("token", AttributeValue.fromS("winner"))));
    String table = cloud.table();
    dynamodb.putItem(request -> request.tableName(table).item(item));
    try {
      ConditionalCheckFailedException lost =
          assertThrows(
              ConditionalCheckFailedException.class,
              () ->
                  dynamodb.putItem(
                      request ->
                          request
                              .tableName(table)
                              .item(item)
                              .conditionExpression("attribute_not_exists(id)")
                              .returnValuesOnConditionCheckFailure(
                                  ReturnValuesOnConditionCheckFailure.ALL_OLD)));
      assertEquals(item, lost.item());
    } finally {
      dynamodb.deleteItem(
          request ->
              request
                  .tableName(table)
                  .key(Map.of("id", item.get("id"), "operation", item.get("operation"))));
    }
  }

  /** Two uploads under one key, in a bucket and a queue beside those of the stack. */
  private boolean sequencersGrow() {
    S3Client s3 = cloud.cloud().clients().s3();
    SqsClient sqs = cloud.cloud().clients().sqs();
    String bucket = "fanlens-sequencers-local";
    String queue = sqs.createQueue(request -> request.queueName("Fanlens-sequencers")).queueUrl();
    String arn =
        sqs.getQueueAttributes(
                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    QueueConfiguration created =
        QueueConfiguration.builder().queueArn(arn).events(Event.S3_OBJECT_CREATED).build();
    s3.createBucket(request -> request.bucket(bucket));
    s3.putBucketNotificationConfiguration(
        request ->
            request
                .bucket(bucket)
                .notificationConfiguration(all -> all.queueConfigurations(List.of(created))));
    for (String content : List.of("one", "two")) {
      s3.putObject(
          request -> request.bucket(bucket).key("changing"), RequestBody.fromString(content));
    }
    List<String> seen = new ArrayList<>();
    Eventually.until(
        "two events of one key",
        () -> {
          sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(1))
              .messages()
              .forEach(message -> sequencer(message.body()).ifPresent(seen::add));
          return seen.size() == 2;
        });
    return !seen.getFirst().equals(seen.getLast());
  }

  private static Optional<String> sequencer(String body) {
    Matcher sequencer = SEQUENCER.matcher(body);
    return sequencer.find() ? Optional.of(sequencer.group(1)) : Optional.empty();
  }
}
