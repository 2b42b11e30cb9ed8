package io.fanlens.local.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.cloud.StorageCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotificationRecord;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

class S3EventsIT {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @RegisterExtension static final StorageCloud CLOUD = new StorageCloud();

  private final String bucket = "bucket-" + UUID.randomUUID();
  private final String queueName = "queue-" + UUID.randomUUID();

  @Test
  void shouldNotifyTheQueueOfEachMatchingChange() {
    String queue = wire("in/", ".jpg");

    put("in/my photo+ü.jpg", "12345");
    put("in/not.png", "1");
    put("out/not.jpg", "1");
    CLOUD
        .s3()
        .copyObject(
            r ->
                r.sourceBucket(bucket)
                    .sourceKey("out/not.jpg")
                    .destinationBucket(bucket)
                    .destinationKey("in/copy.jpg"));
    CLOUD
        .s3()
        .deleteObjects(
            r ->
                r.bucket(bucket)
                    .delete(
                        d ->
                            d.objects(
                                ObjectIdentifier.builder().key("in/my photo+ü.jpg").build(),
                                ObjectIdentifier.builder().key("in/never was.jpg").build())));

    List<S3EventNotificationRecord> events = events(queue, 3);
    S3EventNotificationRecord put = events.get(0);
    assertEquals("ObjectCreated:Put", put.getEventName());
    assertEquals("aws:s3", put.getEventSource());
    assertEquals("2.1", put.getEventVersion());
    assertEquals("eu-west-1", put.getAwsRegion());
    assertEquals("pictures", put.getS3().getConfigurationId());
    assertEquals(bucket, put.getS3().getBucket().getName());
    assertEquals("arn:aws:s3:::" + bucket, put.getS3().getBucket().getArn());
    assertEquals("in/my+photo%2B%C3%BC.jpg", put.getS3().getObject().getKey());
    assertEquals(5, put.getS3().getObject().getSizeAsLong());
    assertEquals("827ccb0eea8a706c4c34a16891f84e7b", put.getS3().getObject().getETag());
    assertEquals("ObjectCreated:Copy", events.get(1).getEventName());
    assertEquals(1, events.get(1).getS3().getObject().getSizeAsLong());
    assertEquals("ObjectRemoved:Delete", events.get(2).getEventName());
    assertEquals(put.getS3().getObject().getKey(), events.get(2).getS3().getObject().getKey());
    assertTrue(sequencer(put).compareTo(sequencer(events.get(2))) < 0);
  }

  @Test
  void shouldAssignTheHighestSequencerToTheRemainingObject() throws Exception {
    String queue = wire("", "");
    int writers = 60;
    List<Future<?>> puts = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(12)) {
      for (int i = 0; i < writers; i++) {
        String text = "writer " + i;
        puts.add(threads.submit(() -> put("contested", text)));
      }
    }
    for (Future<?> put : puts) {
      put.get();
    }

    List<S3EventNotificationRecord> events = events(queue, writers);
    S3EventNotificationRecord last =
        events.stream().max(Comparator.comparing(S3EventsIT::sequencer)).orElseThrow();
    String eTag = CLOUD.s3().headObject(r -> r.bucket(bucket).key("contested")).eTag();
    assertEquals(eTag, "\"" + last.getS3().getObject().getETag() + "\"");
    assertEquals(writers, events.stream().map(S3EventsIT::sequencer).distinct().count());
  }

  @Test
  void shouldReturnTheConfiguration() {
    var unused = wire("in/", ".jpg");

    QueueConfiguration configuration =
        CLOUD
            .s3()
            .getBucketNotificationConfiguration(r -> r.bucket(bucket))
            .queueConfigurations()
            .getFirst();

    assertEquals("pictures", configuration.id());
    assertEquals(StorageCloud.arn(queueName), configuration.queueArn());
    assertEquals("in/", configuration.filter().key().filterRules().getFirst().value());
  }

  @Test
  void shouldRejectAMissingQueue() {
    CLOUD.s3().createBucket(r -> r.bucket(bucket));

    S3Exception refused = assertThrows(S3Exception.class, () -> configure("", ""));

    assertEquals("InvalidArgument", refused.awsErrorDetails().errorCode());
    assertTrue(
        refused
            .awsErrorDetails()
            .errorMessage()
            .startsWith("Unable to validate the following destination configurations"),
        refused.getMessage());
  }

  /** A bucket whose events go to a new queue; answers the queue's URL, its test event taken. */
  private String wire(String prefix, String suffix) {
    String queue = CLOUD.queue(queueName);
    CLOUD.s3().createBucket(r -> r.bucket(bucket));
    configure(prefix, suffix);
    String test = receive(queue, 1).getFirst();
    assertTrue(test.contains("\"Event\":\"s3:TestEvent\""), test);
    assertTrue(test.contains("\"Bucket\":\"" + bucket + "\""), test);
    return queue;
  }

  @SuppressWarnings("unchecked") // The SDK takes builders as varargs.
  private void configure(String prefix, String suffix) {
    CLOUD
        .s3()
        .putBucketNotificationConfiguration(
            r ->
                r.bucket(bucket)
                    .notificationConfiguration(
                        n ->
                            n.queueConfigurations(
                                q ->
                                    q.id("pictures")
                                        .queueArn(StorageCloud.arn(queueName))
                                        .events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED)
                                        .filter(
                                            f ->
                                                f.key(
                                                    k ->
                                                        k.filterRules(
                                                            p ->
                                                                p.name(FilterRuleName.PREFIX)
                                                                    .value(prefix),
                                                            s ->
                                                                s.name(FilterRuleName.SUFFIX)
                                                                    .value(suffix)))))));
  }

  private void put(String key, String text) {
    CLOUD.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private static String sequencer(S3EventNotificationRecord event) {
    return event.getS3().getObject().getSequencer();
  }

  /** Exactly so many events, in the order in which S3 sent them. */
  private static List<S3EventNotificationRecord> events(String queue, int count) {
    List<S3EventNotificationRecord> events = new ArrayList<>();
    for (String body : receive(queue, count)) {
      events.addAll(S3EventNotification.fromJson(body).getRecords());
    }
    events.sort(Comparator.comparing(S3EventsIT::sequencer));
    assertEquals(count, events.size());
    return events;
  }

  private static List<String> receive(String queue, int count) {
    List<String> bodies = new ArrayList<>();
    Instant deadline = Instant.now().plus(TIMEOUT);
    // One more read when all have arrived, to catch surplus messages.
    while (Instant.now().isBefore(deadline)) {
      int wait = bodies.size() < count ? 5 : 0;
      List<Message> messages =
          CLOUD
              .sqs()
              .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(wait))
              .messages();
      if (messages.isEmpty() && bodies.size() >= count) {
        break;
      }
      messages.forEach(message -> bodies.add(message.body()));
      if (!messages.isEmpty()) {
        CLOUD
            .sqs()
            .deleteMessageBatch(
                r ->
                    r.queueUrl(queue)
                        .entries(
                            messages.stream()
                                .map(
                                    message ->
                                        DeleteMessageBatchRequestEntry.builder()
                                            .id(message.messageId())
                                            .receiptHandle(message.receiptHandle())
                                            .build())
                                .toList()));
      }
    }
    assertEquals(count, bodies.size());
    return bodies;
  }
}
