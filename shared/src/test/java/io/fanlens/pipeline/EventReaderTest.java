package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.result.PictureVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReaderTest {

  @Test
  void shouldReadEveryRecordOfAMessage() throws UnreadableMessageException {
    List<PictureEvent> events =
        EventReader.read(
            Events.message(
                Events.record("ObjectCreated:Put", "a.jpg", "01"),
                Events.record("ObjectCreated:CompleteMultipartUpload", "b.jpg", "02"),
                Events.record("ObjectCreated:Copy", "c.jpg", "03"),
                Events.record("ObjectRemoved:Delete", "d.jpg", "04"),
                Events.record("LifecycleExpiration:Delete", "e.jpg", "05")));
    assertEquals(
        List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"),
        events.stream().map(event -> event.version().key()).toList());
    assertTrue(events.subList(0, 3).stream().allMatch(PictureEvent.Created.class::isInstance));
    assertTrue(events.subList(3, 5).stream().allMatch(PictureEvent.Removed.class::isInstance));
  }

  @Test
  void shouldTreatADeleteMarkerAsTheRemovalOfTheWholeObject() throws UnreadableMessageException {
    String marker =
        Events.record("ObjectRemoved:DeleteMarkerCreated", "a.jpg", "04")
            .replace("\"sequencer\"", "\"versionId\":\"marker\",\"sequencer\"");
    String version = marker.replace("DeleteMarkerCreated", "Delete");
    List<PictureEvent> events = EventReader.read(Events.message(marker, version));
    assertEquals(Optional.empty(), events.getFirst().version().versionId());
    assertEquals(Optional.of("marker"), events.getLast().version().versionId());
  }

  @Test
  void shouldDecodeKeys() throws UnreadableMessageException {
    assertKey("my holiday.jpg", "my+holiday.jpg");
    assertKey("1+1=2.jpg", "1%2B1%3D2.jpg");
    assertKey("Müller/größe 😀.jpg", "M%C3%BCller/gr%C3%B6%C3%9Fe+%F0%9F%98%80.jpg");
    assertKey("100%25.jpg", "100%2525.jpg");
  }

  /** As a topic delivers it to a queue, unless raw delivery is on. */
  @Test
  void shouldReadAnEventThatCameThroughATopic() throws Exception {
    String event = Events.message(Events.record("ObjectCreated:Put", "M%C3%BCller.jpg", "01"));
    List<PictureEvent> events = EventReader.read(throughTopic(event));
    assertEquals(List.of("Müller.jpg"), events.stream().map(each -> each.version().key()).toList());
    assertEquals(List.of(), EventReader.read(throughTopic("{\"Event\":\"s3:TestEvent\"}")));
  }

  private static String throughTopic(String event) throws Exception {
    return new com.fasterxml.jackson.databind.ObjectMapper()
        .writeValueAsString(
            java.util.Map.of(
                "Type", "Notification",
                "MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
                "TopicArn", "arn:aws:sns:eu-west-1:123456789012:uploads",
                "Subject", "Amazon S3 Notification",
                "Message", event));
  }

  @Test
  void shouldReadAVersion() throws UnreadableMessageException {
    PictureVersion version =
        EventReader.read(
                Events.message(Events.record("ObjectCreated:Put", "a.jpg", "0055AED6DCD90281E5")))
            .getFirst()
            .version();
    assertEquals(Events.BUCKET, version.bucket());
    assertEquals(1024, version.bytes());
    assertEquals("d41d8cd98f00b204e9800998ecf8427e", version.eTag());
    assertEquals("0055AED6DCD90281E500000000000000", version.sequencer());
    assertEquals(Instant.parse("2026-01-02T03:04:05.678Z"), version.at());
  }

  @Test
  void shouldOrderSequencersOfDifferentLengths() throws UnreadableMessageException {
    List<PictureEvent> events =
        EventReader.read(
            Events.message(
                Events.record("ObjectCreated:Put", "a.jpg", "0055AED6DCD90281E5"),
                Events.record("ObjectCreated:Put", "a.jpg", "0055AED6DCD90281E50A"),
                Events.record("ObjectCreated:Put", "a.jpg", "0055aed6dcd90281e6")));
    List<String> sequencers = events.stream().map(event -> event.version().sequencer()).toList();
    assertEquals(sequencers.stream().sorted().toList(), sequencers);
  }

  @Test
  void shouldIgnoreTestEventsAndOtherEventTypes() throws UnreadableMessageException {
    assertEquals(
        List.of(),
        EventReader.read(
            """
            {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-01-01T00:00:00.000Z",
             "Bucket":"pictures","RequestId":"R","HostId":"H"}
            """));
    assertEquals(
        List.of(),
        EventReader.read(Events.message(Events.record("ObjectTagging:Put", "a.jpg", "01"))));
  }

  @Test
  void shouldRejectMessagesThatAreNotS3Events() {
    assertThrows(UnreadableMessageException.class, () -> EventReader.read("not JSON"));
    assertThrows(UnreadableMessageException.class, () -> EventReader.read("{\"hello\":1}"));
    assertThrows(UnreadableMessageException.class, () -> EventReader.read("{\"Records\":[{}]}"));
    assertThrows(UnreadableMessageException.class, () -> EventReader.read(""));
  }

  private static void assertKey(String decoded, String encoded) throws UnreadableMessageException {
    List<PictureEvent> events =
        EventReader.read(Events.message(Events.record("ObjectCreated:Put", encoded, "01")));
    assertEquals(decoded, events.getFirst().version().key());
  }
}
