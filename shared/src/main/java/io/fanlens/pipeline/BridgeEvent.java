package io.fanlens.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.result.PictureVersion;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One event of Amazon S3 as EventBridge carries it: one object per message, with a plain key, not
 * URL-encoded as in a notification. An expiry by a lifecycle rule is a deletion like any other.
 */
final class BridgeEvent {

  private BridgeEvent() {}

  static boolean is(JsonNode message) {
    return message.path("detail-type").isTextual();
  }

  /** Empty for events of other types, which need no work. */
  static Optional<PictureEvent> read(JsonNode event) throws UnreadableMessageException {
    String source = event.path("source").asText();
    if (!source.equals("aws.s3")) {
      throw new UnreadableMessageException(
          "the message is an event of '%s', not of Amazon S3".formatted(source), null);
    }
    return switch (event.path("detail-type").asText()) {
      case "Object Created" -> Optional.of(new PictureEvent.Created(version(event)));
      case "Object Deleted" -> Optional.of(new PictureEvent.Removed(removed(event)));
      default -> Optional.empty();
    };
  }

  private static PictureVersion removed(JsonNode event) throws UnreadableMessageException {
    PictureVersion version = version(event);
    // The version id in the event is the delete marker's own.
    return event.at("/detail/deletion-type").asText().equals("Delete Marker Created")
        ? version.withoutId()
        : version;
  }

  private static PictureVersion version(JsonNode event) throws UnreadableMessageException {
    JsonNode object = event.at("/detail/object");
    return new PictureVersion(
        text(event, "/detail/bucket/name"),
        text(event, "/detail/object/key"),
        text(event, "/detail/object/sequencer"),
        object.path("etag").asText("").replace("\"", ""),
        Optional.ofNullable(object.path("version-id").textValue()),
        object.path("size").asLong(0),
        time(text(event, "/time")));
  }

  private static Instant time(String text) throws UnreadableMessageException {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnreadableMessageException("the event's time is '%s'".formatted(text), e);
    }
  }

  private static String text(JsonNode event, String path) throws UnreadableMessageException {
    JsonNode value = event.at(path);
    if (!value.isTextual()) {
      throw new UnreadableMessageException(
          "the event lacks %s, which every S3 event has".formatted(path), null);
    }
    return value.textValue();
  }
}
