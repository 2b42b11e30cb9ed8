package io.fanlens.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.result.PictureVersion;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.eventnotifications.s3.model.S3;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotificationRecord;
import software.amazon.awssdk.eventnotifications.s3.model.S3Object;

/**
 * Reads the S3 event in a message, direct or by way of an SNS topic or EventBridge: all records,
 * keys decoded. The test event that S3 sends when a notification is set up has no records and needs
 * no work, like events of other types.
 */
public final class EventReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EventReader() {}

  public static List<PictureEvent> read(String body) throws UnreadableMessageException {
    JsonNode message = tree(body);
    if (BridgeEvent.is(message)) {
      return BridgeEvent.read(message).stream().toList();
    }
    if (isFromTopic(message)) {
      return read(message.get("Message").textValue());
    }
    return notified(body);
  }

  /** An SNS topic between bucket and queue puts the event, as text, into a message of its own. */
  private static boolean isFromTopic(JsonNode message) {
    return message.path("Type").asText().equals("Notification")
        && message.path("TopicArn").isTextual()
        && message.path("Message").isTextual();
  }

  private static JsonNode tree(String body) throws UnreadableMessageException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UnreadableMessageException("the message is not JSON", e);
    }
  }

  private static List<PictureEvent> notified(String body) throws UnreadableMessageException {
    S3EventNotification notification;
    try {
      notification = S3EventNotification.fromJson(body);
    } catch (RuntimeException e) {
      throw new UnreadableMessageException("the message is not an S3 event", e);
    }
    if (notification.getRecords() == null) {
      if (body.contains("\"s3:TestEvent\"")) {
        return List.of();
      }
      throw new UnreadableMessageException("the message is JSON, but has no S3 records", null);
    }
    try {
      return notification.getRecords().stream()
          .map(EventReader::event)
          .flatMap(Optional::stream)
          .toList();
    } catch (RuntimeException e) {
      throw new UnreadableMessageException("a record lacks a field that every S3 event has", e);
    }
  }

  private static Optional<PictureEvent> event(S3EventNotificationRecord record) {
    String name = record.getEventName();
    if (name.startsWith("ObjectCreated:")) {
      return Optional.of(new PictureEvent.Created(version(record)));
    }
    if (name.endsWith(":DeleteMarkerCreated")) {
      // The version id in the event is the delete marker's own.
      return Optional.of(new PictureEvent.Removed(version(record).withoutId()));
    }
    if (name.startsWith("ObjectRemoved:") || name.startsWith("LifecycleExpiration:")) {
      return Optional.of(new PictureEvent.Removed(version(record)));
    }
    return Optional.empty();
  }

  private static PictureVersion version(S3EventNotificationRecord record) {
    S3 s3 = record.getS3();
    S3Object object = s3.getObject();
    return new PictureVersion(
        s3.getBucket().getName(),
        object.getUrlDecodedKey(),
        object.getSequencer(),
        object.getETag() == null ? "" : object.getETag().replace("\"", ""),
        Optional.ofNullable(object.getVersionId()),
        object.getSizeAsLong() == null ? 0 : object.getSizeAsLong(),
        record.getEventTime());
  }
}
