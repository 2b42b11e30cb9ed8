package io.fanlens.infra.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LogQueriesTest {

  private final TestStack stack = TestStack.byDefault();

  @Test
  void shouldBeSavedUnderTheStacksNameForTheFunctionsLog() {
    String log = stack.logicalIds("AWS::Logs::LogGroup").getFirst();
    Set<String> names =
        stack.logicalIds("AWS::Logs::QueryDefinition").stream()
            .map(id -> stack.tree().path("Resources").path(id).path("Properties"))
            .peek(query -> assertEquals(log, query.at("/LogGroupNames/0/Ref").asText()))
            .map(LogQueriesTest::name)
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "Fanlens/failed pictures by code",
            "Fanlens/slowest pictures",
            "Fanlens/throttled calls by Region"),
        names);
  }

  private static String name(JsonNode query) {
    return query.path("Name").asText();
  }
}
