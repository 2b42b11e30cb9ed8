package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.result.PictureVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeEventTest {

  @Test
  void shouldReadANewObject() throws UnreadableMessageException {
    PictureEvent event = only(BridgeEvents.created("party/a.jpg", "617f08299329d189"));

    assertInstanceOf(PictureEvent.Created.class, event);
    assertEquals(
        new PictureVersion(
            Events.BUCKET,
            "party/a.jpg",
            "617F08299329D189",
            BridgeEvents.E_TAG,
            Optional.empty(),
            1024,
            Instant.parse("2026-01-02T03:04:05Z")),
        event.version());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b.jpg", "1+1=2.jpg", "100%25.jpg", "%2F.jpg", "größe 😀.jpg"})
  void shouldLeaveKeysUndecoded(String key) throws UnreadableMessageException {
    assertEquals(key, only(BridgeEvents.created(key, "01")).version().key());
  }

  @Test
  void shouldReadTheVersionOfAVersionedBucket() throws UnreadableMessageException {
    String created =
        BridgeEvents.created("a.jpg", "01").replace("\"size\"", "\"version-id\":\"v1\",\"size\"");
    assertEquals(Optional.of("v1"), only(created).version().versionId());
  }

  @Test
  void shouldReadTheRemovalOfAnObjectOrOfOneVersion() throws UnreadableMessageException {
    PictureEvent object = only(BridgeEvents.deleted("a.jpg", "617f0837b476e463"));
    assertInstanceOf(PictureEvent.Removed.class, object);
    assertEquals(Optional.empty(), object.version().versionId());
    assertEquals("617F0837B476E463" + "0".repeat(16), object.version().sequencer());
    assertEquals("", object.version().eTag());

    PictureEvent version =
        only(BridgeEvents.deleted("a.jpg", "02", "v1", "DeleteObject", "Permanently Deleted"));
    assertInstanceOf(PictureEvent.Removed.class, version);
    assertEquals(Optional.of("v1"), version.version().versionId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeleteObject", "Lifecycle Expiration"})
  void shouldTreatADeleteMarkerAsTheRemovalOfTheWholeObject(String reason)
      throws UnreadableMessageException {
    PictureEvent event =
        only(BridgeEvents.deleted("a.jpg", "02", "marker", reason, "Delete Marker Created"));
    assertInstanceOf(PictureEvent.Removed.class, event);
    assertEquals(Optional.empty(), event.version().versionId());
  }

  @Test
  void shouldTreatAnExpiryAsARemoval() throws UnreadableMessageException {
    PictureEvent event =
        only(
            BridgeEvents.deleted(
                "a.jpg", "02", "v1", "Lifecycle Expiration", "Permanently Deleted"));
    assertInstanceOf(PictureEvent.Removed.class, event);
    assertEquals(Optional.of("v1"), event.version().versionId());
  }

  @Test
  void shouldIgnoreOtherEventTypes() throws UnreadableMessageException {
    String tags =
        BridgeEvents.event("Object Tags Added", "a.jpg", "\"etag\":\"e\"", "\"reason\":\"x\"");
    assertEquals(List.of(), EventReader.read(tags));
  }

  @Test
  void shouldRejectForeignAndIncompleteEvents() {
    String created = BridgeEvents.created("a.jpg", "01");
    refused(created.replace("aws.s3", "my.app"), "my.app");
    refused(created.replace("\"sequencer\"", "\"other\""), "sequencer");
    refused(created.replace("\"key\"", "\"other\""), "key");
    refused(created.replace("2026-01-02T03:04:05Z", "yesterday"), "yesterday");
  }

  private static void refused(String message, String part) {
    String said =
        assertThrows(UnreadableMessageException.class, () -> EventReader.read(message))
            .getMessage();
    assertEquals(true, said.contains(part), said);
  }

  private static PictureEvent only(String message) throws UnreadableMessageException {
    List<PictureEvent> events = EventReader.read(message);
    assertEquals(1, events.size());
    return events.getFirst();
  }
}
