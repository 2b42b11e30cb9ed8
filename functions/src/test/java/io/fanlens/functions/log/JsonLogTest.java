package io.fanlens.functions.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

class JsonLogTest {

  @Test
  void shouldWriteOneObjectPerLine() throws JsonProcessingException {
    JsonNode line =
        line("two\nlines and a \"quote\"", List.of(new KeyValuePair("millis", 12L)), null, "r-1");
    assertEquals("1970-01-01T00:00:00.007Z", line.path("timestamp").textValue());
    assertEquals("WARN", line.path("level").textValue());
    assertEquals("PictureWork", line.path("logger").textValue());
    assertEquals("two\nlines and a \"quote\"", line.path("message").textValue());
    assertEquals("r-1", line.path("requestId").textValue());
    assertEquals(12, line.path("millis").intValue());
    assertTrue(line.path("millis").isNumber(), "numbers can be compared and added up");
  }

  @Test
  void shouldKeepAnErrorWithItsStackInTheSameLine() throws JsonProcessingException {
    JsonNode line = line("m", List.of(), new IllegalStateException("why"), "");
    assertEquals("java.lang.IllegalStateException", line.path("error").textValue());
    assertTrue(line.path("stack").textValue().contains("JsonLogTest"), line::toString);
    assertFalse(line.has("requestId"), "there is none while the function starts");
  }

  @Test
  void shouldBeTheFunctionsLogger() {
    Logger ours = LoggerFactory.getLogger("io.fanlens.pipeline.PictureWork");
    Logger library = LoggerFactory.getLogger("software.amazon.awssdk.Any");
    assertInstanceOf(JsonLogger.class, ours);
    assertTrue(ours.isInfoEnabled());
    assertFalse(ours.isDebugEnabled());
    assertFalse(library.isInfoEnabled());
    assertTrue(library.isWarnEnabled());
  }

  private static JsonNode line(
      String message, List<KeyValuePair> fields, Throwable thrown, String requestId)
      throws JsonProcessingException {
    String line =
        JsonLog.line(
            Instant.ofEpochMilli(7),
            Level.WARN,
            "io.fanlens.pipeline.PictureWork",
            message,
            fields,
            thrown,
            requestId);
    assertEquals(1, line.lines().count(), line);
    return new ObjectMapper().readTree(line);
  }
}
