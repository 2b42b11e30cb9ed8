package io.fanlens.local.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventBusTest {

  private final EventLog log = new EventLog();

  @Test
  void shouldSendWhatMatchesToTheQueuesOfEachRule() throws IOException {
    EventBus bus = new EventBus(log, (rule, queue) -> Optional.empty());
    bus.add(rule("one", "{\"source\":[\"aws.s3\"]}", "q1", "q2"));
    bus.add(rule("two", "{\"source\":[\"fanlens\"]}", "q3"));

    assertEquals(List.of("q1", "q2"), bus.take(event("aws.s3")));
    assertEquals(List.of("q3"), bus.take(event("fanlens")));
    assertEquals(List.of(), bus.take(event("other")));
    assertEquals(3, log.all().size());
  }

  @Test
  void shouldNotSendToAQueueThatRefusesTheRule() throws IOException {
    EventBus bus =
        new EventBus(
            log, (rule, queue) -> queue.equals("q1") ? Optional.of("no") : Optional.empty());
    bus.add(rule("one", "{\"source\":[\"aws.s3\"]}", "q1", "q2"));

    assertEquals(List.of("q2"), bus.take(event("aws.s3")));
  }

  private static RuleSpec rule(String arn, String pattern, String... queues) {
    return new RuleSpec(arn, EventPattern.parse(pattern), List.of(queues));
  }

  private static JsonNode event(String source) throws IOException {
    return new ObjectMapper().readTree("{\"source\":\"%s\"}".formatted(source));
  }
}
