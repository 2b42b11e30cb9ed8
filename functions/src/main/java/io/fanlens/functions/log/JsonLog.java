package io.fanlens.functions.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * The function's log, one JSON object per line. AWS Lambda passes on lines that are JSON already,
 * so they reach Amazon CloudWatch unchanged, next to the platform's own.
 */
public final class JsonLog {

  private static final JsonFactory JSON = new JsonFactory();

  /** A process of AWS Lambda serves one request at a time. */
  private static volatile String requestId = "";

  private JsonLog() {}

  public static void serving(String id) {
    requestId = id == null ? "" : id;
  }

  static void write(
      Level level, String logger, String message, List<KeyValuePair> fields, Throwable thrown) {
    System.out.println(line(Instant.now(), level, logger, message, fields, thrown, requestId));
  }

  static String line(
      Instant time,
      Level level,
      String logger,
      String message,
      List<KeyValuePair> fields,
      Throwable thrown,
      String requestId) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("timestamp", time.toString());
      json.writeStringField("level", level.name());
      json.writeStringField("logger", logger.substring(logger.lastIndexOf('.') + 1));
      json.writeStringField("message", message);
      if (!requestId.isEmpty()) {
        json.writeStringField("requestId", requestId);
      }
      if (fields != null) {
        for (KeyValuePair field : fields) {
          write(json, field);
        }
      }
      if (thrown != null) {
        json.writeStringField("error", thrown.getClass().getName());
        json.writeStringField("stack", LoggedStack.of(thrown));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, KeyValuePair field) throws IOException {
    if (field.value instanceof Number number) {
      json.writeNumberField(field.key, number.longValue());
    } else {
      json.writeStringField(field.key, String.valueOf(field.value));
    }
  }
}
