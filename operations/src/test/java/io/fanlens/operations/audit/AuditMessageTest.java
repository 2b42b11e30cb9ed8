package io.fanlens.operations.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.pipeline.EventReader;
import io.fanlens.pipeline.PictureEvent;
import io.fanlens.result.PictureVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditMessageTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "my holiday.jpg", "1+1=2 100%.jpg", "Müller/größe 😀.jpg"})
  void shouldBeReadAsAnUploadByThePipeline(String key) throws Exception {
    String body =
        AuditMessage.created(
            "us-east-1",
            "pictures",
            new ObjectFacts(key, "etag", 1_024, TIME),
            Sequencers.justAfter("05"));
    assertEquals(
        List.of(
            new PictureEvent.Created(
                new PictureVersion(
                    "pictures",
                    key,
                    "05" + "0".repeat(29) + "1",
                    "etag",
                    Optional.empty(),
                    1_024,
                    TIME))),
        EventReader.read(body));
  }

  @Test
  void shouldCarryTheLowestSequencer() throws Exception {
    String body =
        AuditMessage.created(
            "us-east-1", "b", new ObjectFacts("k", "e", 1, TIME), Sequencers.LOWEST);
    assertEquals(Sequencers.LOWEST, EventReader.read(body).getFirst().version().sequencer());
  }
}
